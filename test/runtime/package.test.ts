import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { inc, satisfies } from "semver";
import { beforeAll, describe, expect, test } from "vitest";
import { packRuntime } from "../../scripts/runtime/pack.ts";
import { temporaryFolder } from "../command.ts";
import { importedLibraries } from "./imported-libraries.ts";
import { linkLibraries, manifest, modules, packed, ROOT, RUNTIME, tarball, writeFiles } from "./packed.ts";

const MAX_TARBALL_BYTES = 2 * 1024 * 1024;

test("packing in another folder gives the same bytes", async () => {
  const elsewhere = temporaryFolder();
  cpSync(RUNTIME, join(elsewhere, "copy"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(elsewhere, "node_modules"));
  const copied = await packRuntime(join(elsewhere, "copy"));
  expect(copied.equals(tarball)).toBe(true);
});

test("the tarball has no time, name or operating system in its header, and is small", () => {
  expect([...tarball.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  expect(tarball.length).toBeLessThanOrEqual(MAX_TARBALL_BYTES);
});

test("it holds the files that npm would pack", () => {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: RUNTIME, encoding: "utf8" });
  const answer: unknown = JSON.parse(output);
  const [{ files }] = Object.values(answer as Record<string, { files: { path: string }[] }>) as [
    { files: { path: string }[] },
  ];
  expect(files.map(({ path }) => path).toSorted()).toEqual([...packed.keys()].toSorted());
});

test("runtime and command have one version", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(manifest.version).toBe(version);
});

/** The libraries that the sources import, without the modules of Node.js and without what is compiled into Overseer. */
function librariesOfSources(): string[] {
  const sources = [...packed]
    .filter(([path]) => /^src\/(?!overseer\/view\/).*\.tsx?$/.test(path))
    .map(([, content]) => String(content));
  const specifiers = sources.flatMap((text) =>
    [
      ...text.matchAll(
        /(?:\bfrom |\bimport\(|(?<=\bimport\.meta\.url\)\())"((?:@[^/"]+\/)?[^./"][^/"]*)[^"]*"/g,
      ),
    ].map(([, name = ""]) => name),
  );
  return [...new Set(specifiers.filter((name) => !name.startsWith("node:")))].toSorted();
}

test("its dependencies and peers are the libraries that its sources import", () => {
  const { dependencies = {}, peerDependencies = {} } = manifest;
  expect([...Object.keys(dependencies), ...Object.keys(peerDependencies)].toSorted()).toEqual(
    librariesOfSources(),
  );
});

test("its tests and the template use one version of each library", () => {
  const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
  const { devDependencies } = read("package.json");
  const template = {
    ...read("template/package.json").devDependencies,
    ...read("template/package.json").dependencies,
  };
  const { dependencies = {}, peerDependencies = {} } = manifest;
  for (const [name, range] of Object.entries(peerDependencies)) {
    expect(devDependencies[name], name).toBe(template[name]);
    expect(satisfies(template[name], range), `${name} ${range}`).toBe(true);
  }
  for (const [name, version] of Object.entries(dependencies))
    expect(devDependencies[name], name).toBe(version);
});

test("a patch of any library is within the range of its peer, so that its owner can take it at once", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const refused = Object.entries(manifest.peerDependencies ?? {}).filter(
    ([name, range]) => !satisfies(inc(devDependencies[name], "patch") ?? "", range),
  );
  expect(refused).toEqual([]);
});

test("every library that a compiled file imports is declared, as Yarn's Plug'n'Play demands", () => {
  const compiled = [...packed].filter(([path]) => /^dist\/(?!overseer\/build\/).*\.js$/.test(path));
  const found = new Set(compiled.flatMap(([, content]) => importedLibraries(String(content))));
  const { dependencies = {}, peerDependencies = {} } = manifest;
  const declared = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  expect([...found].filter((name) => !declared.includes(name))).toEqual([]);
  // Those that only types are imported of need not be among them.
  expect(found.size).toBeGreaterThan(10);
});

test("the template's lockfile holds its dependencies and peers", () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "template/package-lock.json"), "utf8"));
  const { dependencies, peerDependencies, peerDependenciesMeta } =
    packages["node_modules/@aegis-stack/runtime"];
  expect({ dependencies, peerDependencies, peerDependenciesMeta }).toEqual({
    dependencies: manifest.dependencies,
    peerDependencies: manifest.peerDependencies,
    peerDependenciesMeta: manifest.peerDependenciesMeta,
  });
});

test("every source of every map is in the tarball", () => {
  const maps = [...packed.keys()].filter((path) => path.endsWith(".map"));
  expect(maps.length).toBeGreaterThan(0);
  const missing = maps.flatMap((path) => {
    const { sources }: { sources: string[] } = JSON.parse(String(packed.get(path)));
    return sources
      .map((source) => posix.join(posix.dirname(path), source))
      .filter((source) => !packed.has(source));
  });
  expect(missing).toEqual([]);
});

test("no subpath leads to a source or a test", () => {
  const targets = Object.values(manifest.exports).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target),
  );
  expect(targets.filter((path) => !path.startsWith("./dist/"))).toEqual([]);
  expect(targets.filter((path) => !packed.has(path.slice(2)))).toEqual([]);
  expect([...packed.keys()].filter((path) => path.includes(".test."))).toEqual([]);
});

test("everything that is declared has a doc comment", () => {
  const bare = [...packed].flatMap(([path, content]) => {
    if (!path.endsWith(".d.ts") || path.endsWith("/index.d.ts")) return [];
    const lines = String(content).split("\n");
    return lines.filter(
      (line, index) => /^export (declare|interface|type)\b/.test(line) && !lines[index - 1]?.endsWith("*/"),
    );
  });
  expect(bare).toEqual([]);
});

describe("a strict application that checks its libraries", () => {
  const folder = temporaryFolder();
  const names = new Map<string, string[]>();

  beforeAll(async () => {
    const place = join(folder, "node_modules/@aegis-stack/runtime");
    linkLibraries(join(folder, "node_modules"));
    writeFiles(place, packed);
    for (const [subpath, path] of modules) {
      const module: object = await import(pathToFileURL(join(place, path)).href);
      names.set(subpath, Object.keys(module));
    }
  });

  test("finds a declaration for each export of each subpath, and no error in one", () => {
    const lines = [...names].flatMap(([subpath, exported], index) => {
      const specifier = posix.join("@aegis-stack/runtime", subpath);
      return [
        `import * as all${index} from "${specifier}";`,
        ...exported.map((name) => `void all${index}.${name};`),
      ];
    });
    expect(lines.length).toBeGreaterThan(names.size);
    writeFileSync(join(folder, "index.ts"), lines.join("\n"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const options = { module: "nodenext", target: "es2024", strict: true, noEmit: true, types: ["node"] };
    const config = { compilerOptions: { ...options, skipLibCheck: false }, files: ["index.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const { stdout: listed } = spawnSync(process.execPath, [tsc, "--listFiles", "--pretty", "false"], {
      cwd: folder,
      encoding: "utf8",
    });
    const errors = listed.split("\n").filter((line) => line.includes("error TS"));
    // Libraries answer for their own declarations.
    expect(errors.filter((line) => !/^node_modules\/(?!@aegis-stack)|^\.\./.test(line))).toEqual([]);
    expect(listed).toContain("/@aegis-stack/runtime/dist/errors/app-error.d.ts");
    expect(listed.split("\n").filter((path) => path.includes("/runtime/src/"))).toEqual([]);
  });
});
