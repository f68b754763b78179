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
  const text = "// #region aegis:worker\na\n// #region aegis:database\nb\n// #endregion\n// #endregion\n";
  expect(apply(text)).toBe("");
  expect(apply(text, "worker")).toBe("a\n");
  expect(apply(text, "worker", "database")).toBe("a\nb\n");
  expect(apply(text, "database")).toBe("");
});

test.each([
  ["//", ""],
  ["#", ""],
  ["<!--", " -->"],
  ["{/*", " */}"],
])("of a region and its alternative one stays: %s%s", (opens, closes) => {
  const text = ["#region aegis:worker", "a", "#else", "  b", "#endregion"]
    .map((line) => (line === "a" ? line : `${line === "  b" ? "  " : ""}${opens} ${line.trim()}${closes}`))
    .join("\n");
  expect(apply(text, "worker")).toBe("a");
  expect(apply(text)).toBe("  b");
});

test("blank lines between those of an alternative stay, and a comment in it stays a comment", () => {
  const text = "// #region aegis:worker\na\n// #else\n// b\n\n// // why\n// c\n// #endregion\n";
  expect(apply(text)).toBe("b\n\n// why\nc\n");
});

test("an alternative in a region that is gone is gone, too", () => {
  const text =
    "// #region aegis:database\n// #region aegis:worker\na\n// #else\n// b\n// #endregion\nc\n// #endregion\n";
  expect(apply(text, "database")).toBe("b\nc\n");
  expect(apply(text)).toBe("");
});

test("an import that only lines used that are gone goes with them, and none from another language", () => {
  const text = 'import { a, b } from "./a.ts";\n\na(); // aegis:worker\nb();\n';
  expect(apply(text)).toBe('import { b } from "./a.ts";\n\nb();\n');
  expect(apply(text, "worker")).toBe('import { a, b } from "./a.ts";\n\na();\nb();\n');
  const guide = applyTags("docs/guide.md", text, { facts: new Set(), vocabulary });
  expect(guide).toBe('import { a, b } from "./a.ts";\n\nb();\n');
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
  const text = "a\n\n// #region aegis:worker\n\nb\n\n// #endregion\n\nc\n";
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
  ["an end without a start", "// #endregion", 'app/some.ts:1: "#endregion" belongs to no region.'],
  [
    "a region left open around another",
    "// #region aegis:worker\n// #region aegis:database\n// #endregion",
    'app/some.ts:1: the region "worker" is never closed.',
  ],
  [
    "an alternative of no region",
    "// aegis:worker\n// #else\n",
    'app/some.ts:2: "#else" belongs to no region.',
  ],
  [
    "a second alternative",
    "// #region aegis:worker\n// #else\n// #else\n// #endregion",
    'app/some.ts:3: the region "worker" has two "#else".',
  ],
  [
    "an alternative outside of a comment",
    "// #region aegis:worker\n// #else\nb\n// #endregion",
    'app/some.ts:3: what follows "#else" of "worker" is no comment.',
  ],
])("%s is an error with file and line", (_what, text, message) => {
  expect(() => apply(text, "worker")).toThrow(message);
});

test("a condition is checked even where a region around it is gone", () => {
  expect(() => apply("// #region aegis:worker\na // aegis:wroker\n// #endregion")).toThrow("wroker");
});
