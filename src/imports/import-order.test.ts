import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { seeded } from "../evolve/merge/fixtures/random-edits.ts";
import { byModule, byName } from "./import-order.ts";
import { readImports } from "./import-statement.ts";

const biome = fileURLToPath(new URL("../../node_modules/.bin/biome", import.meta.url));
const modules = [
  ...[
    "node:fs",
    "node:fs/promises",
    "fastify",
    "@fastify/cors",
    "react-dom/server",
    "react",
    "zod",
    "a10",
    "a9",
  ],
  ...[
    "#app/core/a.ts",
    "#app/core/errors.ts",
    "#app/core-b.ts",
    "../b.ts",
    "../../a.ts",
    "./a.ts",
    "./a-b.ts",
    "./a/x.ts",
  ],
  ...["./ab.ts", "./B.ts", "./b/index.ts", "./b.ts", "./job10.ts", "./job9.ts"],
];
const names = [
  "a",
  "A",
  "b",
  "type B",
  "asAegisError",
  "AegisError",
  "x10",
  "x9",
  "type Zed",
  "systemCode",
  "_x",
  "$y",
];

test("Biome's import sorting has nothing to change in our order", () => {
  const folder = mkdtempSync(join(tmpdir(), "aegis-imports-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const random = seeded(7);
  const some = <Item>(items: readonly Item[], share: number) =>
    items
      .map((item) => ({ item, at: random() }))
      .filter(({ at }) => at < share)
      .sort((one, other) => one.at - other.at)
      .map(({ item }) => item);
  for (let file = 0; file < 200; file++) {
    const lines = some(modules, 0.5).map((source) => {
      const chosen = [...some(names, 0.3), "name"].sort(byName).join(", ");
      return `import { ${chosen} } from "${source}";`;
    });
    const sorted = (readImports(lines) ?? []).sort(byModule).flatMap((statement) => statement.lines);
    expect(sorted).toHaveLength(lines.length);
    writeFileSync(join(folder, `${file}.ts`), `${sorted.join("\n")}\n`);
  }
  const settings = { linter: { enabled: false }, formatter: { enabled: false } };
  writeFileSync(join(folder, "biome.json"), JSON.stringify(settings));
  const { status, stdout, stderr } = spawnSync(biome, ["check", "--max-diagnostics=3", "."], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(status, stdout + stderr).toBe(0);
});
