import { describe, expect, test } from "vitest";
import { loadSyntax } from "../syntax/syntax.ts";
import { mergeFile } from "./merge-file.ts";

const syntax = await loadSyntax(["a.ts"]);
const lines = (...each: string[]) => each.map((line) => `${line}\n`).join("");
const merge = (base: string, ours: string, theirs: string) =>
  mergeFile("a.ts", { base, ours, theirs }, syntax);

describe("what the template adds stands where it added it, or is a conflict", () => {
  test("not as a part of the owner's statement, which its first line continues", () => {
    const base = lines("first();", "", "last();");
    const { conflicts, text } = merge(
      base,
      lines("first();", "mine: () => {", "  work();", "},", "last();"),
      lines("first();", "", "function added() {", "  work();", "}", "last();"),
    );
    expect(conflicts).not.toEqual([]);
    for (const line of ["mine: () => {", "function added() {"]) expect(text).toContain(line);
  });

  test("not outside of the list that it was added to", () => {
    const base = lines("const list = [", "  group([", "    one,", "    two,", "    three,", "  ]),", "];");
    const { conflicts } = merge(
      base,
      lines("const list = [", "  group([", "  ]),", "    one,", "    two,", "    three,", "];"),
      lines("const list = [", "  group([", "    one,", "    two,", "    added,", "    three,", "  ]),", "];"),
    );
    expect(conflicts).not.toEqual([]);
  });

  test("within what the owner has put around all of it there is none", () => {
    const base = lines("export function start() {", "  one();", "  two();", "}");
    const { conflicts, text } = merge(
      base,
      lines("export function start() {", "  if (isOn) {", "    one();", "    two();", "  }", "}"),
      lines("export function start() {", "  one();", "  added();", "  two();", "}"),
    );
    expect(conflicts).toEqual([]);
    expect(text).toContain("added();");
  });

  test("nor where the owner has taken out what it stood in", () => {
    const base = lines("export function start() {", "  one();", "  two();", "  three();", "}");
    const { conflicts, text } = merge(
      base,
      lines("one();", "two();", "three();"),
      lines("export function start() {", "  one();", "  added();", "  two();", "  three();", "}"),
    );
    expect(conflicts).toEqual([]);
    expect(text).toContain("added();");
  });
});
