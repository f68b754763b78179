import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";

const PRELOAD = join(import.meta.dirname, "preload.cjs");

const LIBRARY = "node_modules/library/package.json";
const MANIFEST = "build/libraries/manifest.json";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "libraries-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write("package.json", '{ "type": "module" }');
  write(LIBRARY, '{ "name": "library", "version": "1.2.3", "main": "main.js" }');
  write("node_modules/library/main.js", 'module.exports = () => "installed";');
  write(
    "build/libraries/library.js",
    'const library = () => "built"; export { library as default, library as "module.exports" };',
  );
  write(
    MANIFEST,
    JSON.stringify({
      files: { "node_modules/library/main.js": "library.js" },
      versions: { "node_modules/library": "1.2.3" },
    }),
  );
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** What a process of the application has for the library, imported and required. */
function load(entry = "app/entrypoints/web.ts", mode?: string) {
  write(
    entry,
    `import { createRequire } from "node:module";
    import library from "library";
    const required = createRequire(import.meta.url)("library");
    console.log(library(), required === library);`,
  );
  const { NODE_ENV: _ofThisTest, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", PRELOAD, join(folder, entry)], {
    env: { ...env, ...(mode !== undefined && { NODE_ENV: mode }) },
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.trim();
}

test.each([
  ["app/entrypoints/web.ts", undefined, "built"],
  ["app/entrypoints/worker.ts", "production", "built"],
  ["app/cli/bin.js", "production", "built"],
  ["app/entrypoints/web.ts", "development", "installed"],
  ["app/entrypoints/web.ts", "test", "installed"],
  ["app/entrypoints/dev.ts", undefined, "installed"],
  ["app/cli/bin.js", undefined, "installed"],
])("%s with the mode %s loads what is %s, once for imports and require", (entry, mode, loaded) => {
  expect(load(entry, mode)).toBe(`${loaded} true`);
});

test("a package with another version than was built is loaded as it is installed", () => {
  write(LIBRARY, '{ "name": "library", "version": "1.2.4", "main": "main.js" }');
  expect(load()).toBe("installed true");
});

test.each([
  ["is broken", "{"],
  ["is of another kind", "null"],
  ["names a package that is gone", '{ "files": {}, "versions": { "node_modules/gone": "1.0.0" } }'],
])("with a manifest that %s everything is loaded as it is installed", (_label, text) => {
  write(MANIFEST, text);
  expect(load()).toBe("installed true");
});

test("without a build everything is loaded as it is installed", () => {
  rmSync(join(folder, "build"), { recursive: true });
  expect(load()).toBe("installed true");
});
