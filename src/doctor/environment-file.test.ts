import { expect, test } from "vitest";
import { parseEnvironmentFile } from "./environment-file.ts";

test.each([
  ["A=correct-horse#battery-staple", "correct-horse#battery-staple"],
  ["\uFEFFA=first", "first"],
  ["A=value # a comment", "value"],
  ["A=value \r\nB=2", "value"],
  ["# A=0\nexport A = 1", "1"],
  ["A=", ""],
  ["A=# nothing", ""],
  ["A='#1' # comment", "#1"],
  ['A="two\\nlines"', "two\nlines"],
  ["A=`x`", "x"],
  ["A='one\ntwo'\nB=1", "one\ntwo"],
])("%j gives %j", (text, expected) => {
  expect(parseEnvironmentFile(text).A).toBe(expected);
});

test("each name is read", () => {
  expect(parseEnvironmentFile("\uFEFFA=1\r\nB='2'\n\nnothing\nC=3#4 # five\n")).toEqual({
    A: "1",
    B: "2",
    C: "3#4",
  });
});
