import { expect, test } from "vitest";
import { dropUnusedImports } from "./drop-unused-imports.ts";

const long = "customerSubscriptionPlan".repeat(2);

/** A file with these imports that uses all of `names`, and afterwards only those of `kept`. */
function drop(imports: string, names: readonly string[], kept: readonly string[]): string {
  const use = (used: readonly string[]) =>
    `${imports}\n\n${used.map((name) => `use(${name});`).join("\n")}\n`;
  return dropUnusedImports(use(names), use(kept)).split("\n\n")[0] ?? "";
}

test.each([
  [
    "a statement of which nothing is used",
    'import { a } from "a";\nimport { b } from "b";',
    'import { b } from "b";',
  ],
  ["one name of several", 'import { a, b, type C } from "a";', 'import { b, type C } from "a";'],
  ["a name with another one in the file", 'import { x as a, b } from "a";', 'import { b } from "a";'],
  ["a default import", 'import a from "a";\nimport { b } from "b";', 'import { b } from "b";'],
  ["a namespace", 'import * as a from "a";\nimport { b } from "b";', 'import { b } from "b";'],
  [
    "names over several lines",
    `import {\n  a,\n  b,\n  ${long},\n} from "a";`,
    `import { b, ${long} } from "a";`,
  ],
  [
    "names that do not fit into one line without it either",
    `import {\n  a,\n  b,\n  ${long}One,\n  ${long}Two,\n} from "a";`,
    `import {\n  b,\n  ${long}One,\n  ${long}Two,\n} from "a";`,
  ],
])("what is dropped: %s", (_what, before, after) => {
  const names = ["a", "b", "C", long, `${long}One`, `${long}Two`];
  expect(drop(before, names, names.slice(1))).toBe(after);
});

test("types that remain alone are imported as types", () => {
  expect(drop('import { a, type C, type B } from "a";', ["a", "B", "C"], ["B", "C"])).toBe(
    'import type { B, C } from "a";',
  );
});

test.each([
  ["a comment", "// a is gone\n/* a */"],
  ["a string", "use(\"a\", 'a');"],
  ["a member", "use(other.a);"],
])("a name in %s is no use of the import", (_where, line) => {
  const imports = 'import { a } from "a";\n\n';
  expect(dropUnusedImports(`${imports}use(a);\n`, `${imports}${line}\n`)).toBe(`${line}\n`);
});

test.each([
  ["spread", "use({ ...a });"],
  ["in a template string with an address", `use(\`http://\${a}/\`);`],
  ["an element", "use(<a />);"],
  ["shorthand of a property", "use({ a, other });"],
])("a name that is still used stays: %s", (_how, line) => {
  const text = `import { a } from "a";\n\n${line}\n`;
  expect(dropUnusedImports(`${text}use(a);\n`, text)).toBe(text);
});

test("an import for its effect stays, and so does a name that was not used before", () => {
  const text = 'import "./effect.ts";\nimport { a } from "a";\n\nuse();\n';
  expect(dropUnusedImports(`${text}more();\n`, text)).toBe(text);
});

test("a file whose imports are all gone begins with its code", () => {
  expect(
    dropUnusedImports('import { a } from "a";\n\nuse(a);\nuse();\n', 'import { a } from "a";\n\nuse();\n'),
  ).toBe("use();\n");
});
