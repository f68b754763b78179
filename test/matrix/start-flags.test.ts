import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stacksWith, textOf } from "./stacks.ts";

/** How production is started: by the scripts of package.json, in containers, and by hand. */
const STARTING_FILES = ["package.json", "Dockerfile", "compose.yaml", "app/cli/bin.js"];

const SOURCE_MAPS = /enable-source-maps|setSourceMapsSupport|setSourceMapsEnabled/;

const preloaded = readFileSync(join(import.meta.dirname, "../../runtime/src/process/preload.cjs"), "utf8");

test("what is loaded before each process keeps what Node compiles, and switches no source maps on", () => {
  expect(preloaded).toContain("enableCompileCache(");
  expect(preloaded).not.toMatch(SOURCE_MAPS);
});

test.each([...stacksWith("fewest"), ...stacksWith("most").slice(-1)])(
  "$label: nothing starts Node with source maps, and every process keeps what it has compiled",
  ({ files }) => {
    for (const path of STARTING_FILES) expect(textOf(files.get(path)), path).not.toMatch(SOURCE_MAPS);
    const { scripts } = JSON.parse(textOf(files.get("package.json")));
    const preload = "@aegis-stack/runtime/preload";
    for (const name of ["start", "worker", "scheduler"].filter((script) => script in scripts))
      expect(scripts[name], name).toContain(`--require ${preload} `);
    expect(textOf(files.get("app/cli/bin.js"))).toContain(preload);
    expect(textOf(files.get("Dockerfile"))).toContain(`CMD ["node", "--require", "${preload}"`);
  },
);
