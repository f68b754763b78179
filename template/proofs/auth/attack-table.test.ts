import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const DOCUMENT = join(ROOT, "docs/auth.md");

/** A name alone is of this folder; a path begins at the application's folder. */
const fileOf = (name: string) => join(name.includes("/") ? ROOT : import.meta.dirname, `${name}.test.ts`);

test("each attack in docs/auth.md names a test that there is", () => {
  const rows = [...readFileSync(DOCUMENT, "utf8").matchAll(/\| `([\w/-]+)`: (.+) \|(?: <!--.*-->)?$/gm)];
  expect(rows.length).toBeGreaterThan(20);
  // The runtime's own tests are not part of the application.
  const own = rows.filter(([, file = ""]) => !file.startsWith("runtime/"));
  const missing = own.filter(([, file = "", name]) => {
    const source = readFileSync(fileOf(file), "utf8");
    return !source.includes(JSON.stringify(name));
  });
  expect(missing.map(([row]) => row)).toEqual([]);
});
