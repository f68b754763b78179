import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const DOCUMENT = join(import.meta.dirname, "../../docs/auth.md");

test("each attack in docs/auth.md names a test that there is", () => {
  const rows = [...readFileSync(DOCUMENT, "utf8").matchAll(/\| `([a-z]+)`: (.+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(20);
  const missing = rows.filter(([, file, name]) => {
    const source = readFileSync(join(import.meta.dirname, `${file}.test.ts`), "utf8");
    return !source.includes(JSON.stringify(name));
  });
  expect(missing.map(([row]) => row)).toEqual([]);
});
