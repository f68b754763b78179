import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
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
});

test("a missing end of the last line is a difference that git understands", () => {
  expect(patchOf("a", file("x"), file("x\n")).slice(2)).toEqual([
    "@@ -1,1 +1,1 @@",
    "-x",
    "\\ No newline at end of file",
    "+x",
  ]);
});

/** What `git apply` makes of a text with the patch to another one. */
function applied(before: string, after: string) {
  const folder = mkdtempSync(join(tmpdir(), "aegis-patch-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "a"), before);
  const input = `${patchOf("a", file(before), file(after)).join("\n")}\n`;
  const { status, stderr } = spawnSync("git", ["apply", "-p1"], { cwd: folder, input, encoding: "utf8" });
  return [status, stderr, readFileSync(join(folder, "a"), "utf8")];
}

test("`patch` makes the one from the other, whatever was changed", () => {
  const before = lines(0, 60);
  for (let seed = 1; seed <= 20; seed++) {
    const { text } = edit(before, seeded(seed), "x", 6);
    expect(applied(before, text)).toEqual([0, "", text]);
  }
});

test.each([
  ["a missing end of the last line", "one\ntwo", "one\ntwo\n"],
  ["a last line that is blank", "one\ntwo\n\n", "three\ntwo\n\n"],
  ["line ends of Windows", "one\r\ntwo\r\n", "one\ntwo\n"],
  ["more lines than a smallest patch is searched for", lines(0, 2_000), lines(2_000, 4_001)],
  ["many lines that are only added", lines(0, 10), lines(0, 5_000)],
])("`patch` understands %s", (_case, before, after) => {
  expect(applied(before, after)).toEqual([0, "", after]);
});

test("texts that have little in common are shown as one change", () => {
  const patch = patchOf("a", file(lines(0, 2_000)), file(lines(2_000, 4_000)));
  expect(patch[2]).toBe("@@ -1,2000 +1,2000 @@");
  expect(
    patch
      .slice(3)
      .map((line) => line[0])
      .join(""),
  ).toBe("-".repeat(2_000) + "+".repeat(2_000));
});
