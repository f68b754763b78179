import { describe, expect, test } from "vitest";
import { hasMarkers, sidesOf } from "./git-markers.ts";
import { plainMerge } from "./plain-merge.ts";

const lines = (...each: string[]) => each.map((line) => `${line}\n`).join("");

describe("a merge as git does it", () => {
  const base = lines("a", "b", "c", "d", "e");

  test("takes over what only one side changed, and what both changed alike once", () => {
    const merged = plainMerge(base, lines("A", "b", "c", "d", "E"), lines("a", "b", "C", "d", "E"));
    expect(merged).toEqual({ ours: lines("A", "b", "C", "d", "E"), theirs: lines("A", "b", "C", "d", "E") });
  });

  test("leaves each side its own where both changed", () => {
    const merged = plainMerge(base, lines("a", "b", "c", "d", "x"), lines("A", "b", "c", "d", "y"));
    expect(merged).toEqual({ ours: lines("A", "b", "c", "d", "x"), theirs: lines("A", "b", "c", "d", "y") });
  });
});

describe("a text with git's markers", () => {
  const torn = lines("a", "<<<<<<< HEAD", "mine", "=======", "other", ">>>>>>> there", "z");

  test("is taken apart, in the style that shows what was before, too", () => {
    expect(sidesOf(torn)).toEqual({
      ours: lines("a", "mine", "z"),
      theirs: lines("a", "other", "z"),
      base: null,
    });
    const shown = torn.replace("=======", "||||||| 1234567\nold\n=======");
    expect(sidesOf(shown)).toEqual({ ...sidesOf(torn), base: lines("a", "old", "z") });
    expect(sidesOf(torn.replaceAll("\n", "\r\n")).ours).toBe("a\r\nmine\r\nz\r\n");
  });

  test("is not one that underlines a heading, or shows a diff", () => {
    for (const text of ["Title\n=======\n", "<<<<<<<<<<\n>>>>>>>>>>\n", "a << b >> c\n"]) {
      expect(hasMarkers(text)).toBe(false);
      expect(sidesOf(text)).toEqual({ ours: text, theirs: text, base: text });
    }
  });
});
