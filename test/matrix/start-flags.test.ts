import { expect, test } from "vitest";
import { stacksWith, textOf } from "./stacks.ts";

/** How production is started: by the scripts of package.json, in containers, and by hand. */
const STARTING_FILES = [
  "package.json",
  "Dockerfile",
  "compose.yaml",
  "app/cli/bin.js",
  "app/entrypoints/preload.cjs",
];

test.each([...stacksWith("fewest"), ...stacksWith("most").slice(-1)])(
  "$label: nothing starts Node with source maps, and every process keeps what it has compiled",
  ({ files }) => {
    for (const path of STARTING_FILES)
      expect(textOf(files.get(path)), path).not.toMatch(
        /enable-source-maps|setSourceMapsSupport|setSourceMapsEnabled/,
      );
    const { scripts } = JSON.parse(textOf(files.get("package.json")));
    const preload = "--require ./app/entrypoints/preload.cjs";
    for (const name of ["start", "worker", "scheduler"].filter((script) => script in scripts))
      expect(scripts[name], name).toContain(preload);
    expect(textOf(files.get("app/cli/bin.js"))).toContain("preload.cjs");
    expect(textOf(files.get("app/entrypoints/preload.cjs"))).toContain("enableCompileCache(");
    expect(textOf(files.get("Dockerfile"))).toMatch(/CMD .*preload\.cjs/);
  },
);
