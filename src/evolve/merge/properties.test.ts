import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { templateFiles } from "../../../scripts/template-files.ts";
import { edit, seeded } from "./fixtures/random-edits.ts";
import { unresolved } from "./line/markers.ts";
import { mergeFile } from "./merge-file.ts";

const template = fileURLToPath(new URL("../../../template", import.meta.url));
const files = [...templateFiles(template)].flatMap(([path, { content }]) =>
  typeof content === "string" && path !== "package-lock.json" ? [{ path, base: content }] : [],
);
const rounds = 8;

/** Calls back with random edits of both sides on every file of the template, several times, each time the same ones. */
function everyFile(check: (path: string, base: string, random: () => number, round: number) => void): number {
  for (let round = 0; round < rounds; round++) {
    for (const [index, { path, base }] of files.entries()) {
      check(path, base, seeded(round * 10_000 + index), round);
    }
  }
  return files.length * rounds;
}

test("what only one side changed is taken over, byte for byte", () => {
  const tried = everyFile((path, base, random) => {
    const changed = edit(base, random, "changed", 4).text;
    expect(mergeFile(path, { base, theirs: changed, ours: base }).text).toBe(changed);
    expect(mergeFile(path, { base, theirs: base, ours: changed }).text).toBe(changed);
    expect(mergeFile(path, { base, theirs: changed, ours: changed }).text).toBe(changed);
  });
  expect(tried).toBeGreaterThan(1000);
});

test("no line of the owner's vanishes, and every conflict is between markers", () => {
  let conflicts = 0;
  everyFile((path, base, random, round) => {
    const ours = edit(base, random, "owner", 1 + round * 4);
    const theirs = edit(base, random, "template", 1 + round * 4);
    const sides = { base, theirs: theirs.text, ours: ours.text };
    const merged = mergeFile(path, sides);
    const lines = merged.text?.split("\n") ?? [];
    for (const line of ours.written) expect(lines, path).toContain(line);
    expect(unresolved(merged.text ?? ""), path).toEqual(merged.conflicts.map(({ line }) => line));
    expect(mergeFile(path, sides)).toEqual(merged);
    conflicts += merged.conflicts.length;
  });
  expect(conflicts).toBeGreaterThan(50);
});

test("edits with an untouched line between them do not conflict", () => {
  everyFile((path, base, random, round) => {
    const theirs = edit(base, random, "template", 1 + round * 2);
    const far = (line: number) => theirs.touched.every((other) => Math.abs(other - line) >= 2);
    const ours = edit(base, random, "owner", 1 + round * 2, far);
    const merged = mergeFile(path, { base, theirs: theirs.text, ours: ours.text });
    expect(merged.conflicts, `${path}\n${merged.text}`).toEqual([]);
    // Where keys decide, a comment of the template's can be left out; a line of the owner's never.
    const promised = /\.(?:json|ya?ml|env\.example)$/.test(path)
      ? ours.written
      : [...ours.written, ...theirs.written];
    for (const line of promised) expect(merged.text).toContain(line);
  });
});

test("the owner's line ends and missing last line break outlive the merge", () => {
  everyFile((path, base, random) => {
    const beforeTheLast = (line: number) => line < base.split("\n").length - 4;
    const edited = edit(base, random, "owner", 2, beforeTheLast).text;
    const ours = edited.replace(/\n$/, "").replaceAll("\n", "\r\n");
    const theirs = edit(base, random, "template", 2, beforeTheLast).text;
    const { text } = mergeFile(path, { base, theirs, ours });
    if (base.endsWith("\n")) expect(text?.endsWith("\n"), path).toBe(false);
    if (ours.includes("\r\n")) expect(text?.replaceAll("\r\n", ""), path).not.toContain("\n");
  });
});

test("a file in which everything was changed by both", () => {
  const text = (word: string) =>
    Array.from({ length: 300 }, (_, at) => `${word} ${at}\nsame ${at}\n`).join("");
  const sides = { base: text("old"), theirs: text("new"), ours: text("mine") };
  expect(mergeFile("notes.txt", sides).conflicts).toHaveLength(300);
});
