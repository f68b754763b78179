import { expect, test } from "vitest";
import { parseEnvironmentFile } from "./parse-environment-file.ts";

const VARIABLE = "$".concat("{HOME}");

test.each([
  ["A=correct-horse#battery-staple", "correct-horse#battery-staple"],
  ["A=#not a comment's value", ""],
  ["A=value # a comment", "value"],
  ["A=  value\t ", "value"],
  ["export A = value", "value"],
  ["\uFEFFA=first", "first"],
  ["A='with # sign' # comment", "with # sign"],
  ['A="two\\nlines"', "two\nlines"],
  ["A='no\\nescape'", "no\\nescape"],
  ["A='three\r\nreal\rlines'", "three\nreal\nlines"],
  ["A=`both \" and '`", "both \" and '"],
  ["A=it's", "it's"],
  ['A=a"b"c', 'a"b"c'],
  [`A='${VARIABLE}'`, VARIABLE],
  ["A=pa$$word", "pa$$word"],
  ["A=x=y==", "x=y=="],
  ["A=", ""],
  ["A=a\r\nB=b", "a"],
])("%j gives %j", (text, expected) => {
  const { values, faults } = parseEnvironmentFile(text);
  expect([values.get("A"), faults]).toEqual([expected, []]);
});

test.each([
  ["hunter2", "is neither NAME=value nor a comment"],
  ["A: hunter2", "is neither NAME=value nor a comment"],
  ["1A=hunter2", "is neither NAME=value nor a comment"],
  ["=hunter2", "is neither NAME=value nor a comment"],
  ['A="hunter2', 'opens a " that is never closed'],
  ['A="hun"ter2"', 'goes on behind the closing "'],
  ["A='it''s hunter2'", "goes on behind the closing '"],
  ['A="hun\\"ter2"', 'goes on behind the closing "'],
  [`A=${VARIABLE}/hunter2`, "holds a variable, which nothing expands"],
  [`A="${VARIABLE}/hunter2"`, "holds a variable, which nothing expands"],
  ["A=“hunter2”", "begins with a typographic quote"],
  ["A=hunter2\\", "ends with a backslash"],
  ["A=hunter2\nB=1\nA=hunter3", "sets A, as line 1 does"],
])("%j is refused rather than read in one of several ways, and is not repeated", (text, fault) => {
  const { faults } = parseEnvironmentFile(text);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(fault);
  expect(faults[0]).not.toContain("hunter");
});

test("a fault has the number of its line, also behind a value of several lines", () => {
  expect(parseEnvironmentFile("A='1\n2\n3'\n\n# comment\nnothing\n").faults).toEqual([
    ".env: line 6 is neither NAME=value nor a comment.",
  ]);
});
