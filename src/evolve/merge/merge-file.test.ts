import { expect, test } from "vitest";
import { mergeFile } from "./merge-file.ts";

const base = "one\n";
const theirs = "two\n";
const ours = "mine\n";

test.each([
  ["was never there", { base: null, theirs, ours: null }, theirs],
  ["was deleted by its owner", { base, theirs, ours: null }, null],
  ["was given up by the template", { base, theirs: null, ours: base }, null],
  ["was given up by the template and edited", { base, theirs: null, ours }, ours],
  ["is the owner's alone", { base: null, theirs: null, ours }, ours],
  ["is as it was written", { base, theirs, ours: base }, theirs],
  ["has not changed in the template", { base, theirs: base, ours }, ours],
  ["was added alike by both", { base: null, theirs, ours: theirs }, theirs],
])("a file that %s", (_case, sides, text) => {
  expect(mergeFile("a.txt", sides)).toEqual({ text, conflicts: [], notes: [] });
});
