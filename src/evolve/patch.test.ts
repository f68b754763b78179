import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { edit, seeded } from "./merge/fixtures/random-edits.ts";
import { patchOf } from "./patch.ts";

const file = (content: string | Uint8Array) => ({ content, executable: false });
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join("");

test("a changed line stands between three lines of its surroundings", () => {
  const before = lines(0, 20);
  expect(patchOf("a.ts", file(before), file(before.replace("line 10", "other"))).join("\n")).toBe(
    [
      "--- a/a.ts",
      "+++ b/a.ts",
      "@@ -8,7 +8,7 @@",
      ...[" line 7", " line 8", " line 9", "-line 10", "+other", " line 11", " line 12", " line 13"],
    ].join("\n"),
  );
});

test("no file is /dev/null, bytes are only named, and what is the same is nothing", () => {
  expect(patchOf("a", null, file("x\n"))).toEqual(["--- /dev/null", "+++ b/a", "@@ -0,0 +1,1 @@", "+x"]);
  expect(patchOf("a", file("x\n"), null)).toEqual(["--- a/a", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-x"]);
  expect(patchOf("a", file("x"), file(Uint8Array.from([0])))).toContain("Binary files differ: a");
  expect(patchOf("a", file("x"), file("x"))).toEqual([]);
  expect(patchOf("a", file("x"), file("x\n")).at(-1)).toBe("Only line ends or the end of the file differ.");
});

test("`patch` makes the one from the other, whatever was changed", () => {
  const folder = mkdtempSync(join(tmpdir(), "aegis-patch-"));
  const before = lines(0, 60);
  for (let seed = 1; seed <= 20; seed++) {
    const { text } = edit(before, seeded(seed), "x", 6);
    writeFileSync(join(folder, "a"), before);
    const input = `${patchOf("a", file(before), file(text)).join("\n")}\n`;
    const { status } = spawnSync("git", ["apply", "-p1"], { cwd: folder, input });
    const { stdout } = spawnSync("cat", ["a"], { cwd: folder, encoding: "utf8" });
    expect([status, stdout]).toEqual([0, text]);
  }
  rmSync(folder, { recursive: true });
});
