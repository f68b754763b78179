import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** The pages, below the runtime's folder. */
const VIEW_FOLDER = "src/overseer/view";

/** Where the package has the compiled pages, below the runtime's folder. */
const BUILD_FOLDER = "dist/overseer/build";

/** What the compiled pages depend on, below the runtime's folder. */
const VIEW_SOURCES = ["src/overseer/**/*.{ts,tsx,css}"];

/** What decides on the compiled files besides. */
const BUILD_TOOLS = ["react", "react-dom", "react-router", "@react-router/dev", "vite", "tailwindcss"];

const require = createRequire(import.meta.url);

function digestInputs(runtime: string): string {
  const hash = createHash("sha256");
  const paths = globSync(VIEW_SOURCES, {
    cwd: runtime,
    exclude: ["**/*.test.ts", "**/*.fixture.ts"],
  }).toSorted();
  for (const path of paths)
    hash
      .update(path.replaceAll("\\", "/"))
      .update("\0")
      .update(readFileSync(join(runtime, path)));
  for (const name of BUILD_TOOLS)
    hash.update(`${name}@${readLibrary(dirname(require.resolve(`${name}/package.json`))).version}`);
  return hash
    .update(readFileSync(import.meta.filename))
    .digest("hex")
    .slice(0, 16);
}

interface Library {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

function readLibrary(folder: string): Library {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { name, version, license };
}

/** Names, versions and licences of what is compiled in, as `libraries.json` and as text. */
function writeLibraries(compiled: string, build: string): void {
  const folders = ["client", "server"].flatMap((side): string[] =>
    JSON.parse(readFileSync(join(compiled, side, "libraries.json"), "utf8")),
  );
  const libraries = [...new Set(folders)].toSorted().map((folder) => ({ folder, ...readLibrary(folder) }));
  const list = libraries.map(({ name, version, license }) => ({ name, version, license }));
  writeFileSync(join(build, "libraries.json"), `${JSON.stringify(list, null, 2)}\n`);
  const texts = libraries.map(({ name, version, folder }) => {
    const [file] = globSync("LICEN[CS]E*", { cwd: folder });
    if (file === undefined) throw new Error(`${name} has no licence file.`);
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  writeFileSync(join(build, "LICENSES.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
}

/** Writes a `.br` beside each file: what most clients accept, and the smallest. */
function compressAssets(folder: string): void {
  for (const name of globSync("*.{css,js}", { cwd: folder })) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  }
}

function compileView(runtime: string, folder: string): void {
  const compiler = require.resolve("@react-router/dev/package.json");
  execFileSync(process.execPath, [join(dirname(compiler), "bin.cjs"), "build"], {
    cwd: join(runtime, VIEW_FOLDER),
    env: { PATH: process.env.PATH, NODE_ENV: "production", OVERSEER_BUILD_DIRECTORY: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/**
 * Compiles Overseer's pages into the runtime's `dist` folder: one server file that contains React and the router, and the
 * files that browsers load. They are kept below `node_modules/.cache` for as long as nothing that they are made of changes.
 */
export function buildOverseer(runtime: string): void {
  const cache = join(runtime, "../node_modules/.cache/aegis-overseer");
  const kept = join(cache, digestInputs(runtime));
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true });
    const draft = mkdtempSync(join(cache, "draft-"));
    compileView(runtime, join(draft, "compiled"));
    const build = join(draft, "build");
    cpSync(join(draft, "compiled/client/assets"), join(build, "client/assets"), { recursive: true });
    cpSync(join(draft, "compiled/server/server.js"), join(build, "server.js"));
    compressAssets(join(build, "client/assets"));
    writeLibraries(join(draft, "compiled"), build);
    if (!existsSync(kept)) renameSync(build, kept);
    rmSync(draft, { recursive: true, force: true });
  }
  cpSync(kept, join(runtime, BUILD_FOLDER), { recursive: true });
}
