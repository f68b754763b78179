import { expect, test } from "vitest";
import { applyTags } from "./tags.ts";

const vocabulary = new Set(["worker", "database", "database=postgres", "database=sqlite"]);

function apply(text: string, ...facts: string[]): string {
  return applyTags("app/some.ts", text, { facts: new Set(facts), vocabulary });
}

test("text without tags is returned as it is", () => {
  const text = "a\n\n\nb";
  expect(apply(text)).toBe(text);
});

test("a line stays or goes", () => {
  expect(apply("a\nb // aegis:worker\nc\n", "worker")).toBe("a\nb\nc\n");
  expect(apply("a\nb // aegis:worker\nc\n")).toBe("a\nc\n");
});

test("of several alternatives one comes out", () => {
  const text = 'x "./sqlite"; // aegis:database=sqlite\n// x "./postgres"; // aegis:database=postgres\n';
  expect(apply(text, "database", "database=sqlite")).toBe('x "./sqlite";\n');
  expect(apply(text, "database", "database=postgres")).toBe('x "./postgres";\n');
});

test("regions nest, and all around a line must hold", () => {
  const text =
    "// #region aegis:worker\na\n// #region aegis:database\nb\n// #endregion aegis:database\n// #endregion aegis:worker\n";
  expect(apply(text)).toBe("");
  expect(apply(text, "worker")).toBe("a\n");
  expect(apply(text, "worker", "database")).toBe("a\nb\n");
  expect(apply(text, "database")).toBe("");
});

test("a tag alone speaks of the next line", () => {
  expect(apply("a\n# aegis:worker\n/data/\nb", "worker")).toBe("a\n/data/\nb");
  expect(apply("a\n# aegis:worker\n/data/\nb")).toBe("a\nb");
});

test("a comment under a tag alone stays a comment", () => {
  expect(apply("// aegis:worker\n// why\n", "worker")).toBe("// why\n");
});

test.each([
  ["between two paragraphs", "a\n\nb // aegis:worker\n\nc\n", "a\n\nc\n"],
  ["at the start", "b // aegis:worker\n\nc\n", "c\n"],
  ["at the end", "a\n\nb // aegis:worker\n", "a\n"],
  ["at the start of a block", "x {\n  b // aegis:worker\n\n  c\n}\n", "x {\n  c\n}\n"],
  ["at the end of a block", "x {\n  c\n\n  b // aegis:worker\n}\n", "x {\n  c\n}\n"],
  ["a paragraph after another", "a\nb // aegis:worker\n\nc\n", "a\n\nc\n"],
])("no gap shows where a line went: %s", (_where, text, without) => {
  expect(apply(text)).toBe(without);
});

test("no gap shows where the bounds of a region were", () => {
  const text = "a\n\n// #region aegis:worker\n\nb\n\n// #endregion aegis:worker\n\nc\n";
  expect(apply(text, "worker")).toBe("a\n\nb\n\nc\n");
  expect(apply(text)).toBe("a\n\nc\n");
});

test("blank lines elsewhere are the author's", () => {
  expect(apply("a\n\n\nb\nc // aegis:worker\nd\n")).toBe("a\n\n\nb\nd\n");
});

test.each([
  [
    "an unknown word",
    "a\nb // aegis:wroker",
    'app/some.ts:2: "wroker" in the condition "wroker" is unknown to the catalog.',
  ],
  ["not a condition", "a // aegis:worker,database", 'app/some.ts:1: "worker,database" is not a condition.'],
  [
    "a region left open",
    "a\n// #region aegis:worker\nb",
    'app/some.ts:2: the region "worker" is never closed.',
  ],
  [
    "an end without a start",
    "// #endregion aegis:worker",
    'app/some.ts:1: the region "worker" ends but never began.',
  ],
  [
    "regions that cross",
    "// #region aegis:worker\n// #region aegis:database\n// #endregion aegis:worker",
    'app/some.ts:3: the region "worker" ends while "database" of line 2 is still open.',
  ],
])("%s is an error with file and line", (_what, text, message) => {
  expect(() => apply(text, "worker")).toThrow(message);
});

test("a condition is checked even where a region around it is gone", () => {
  expect(() => apply("// #region aegis:worker\na // aegis:wroker\n// #endregion aegis:worker")).toThrow(
    "wroker",
  );
});
