import { globSync, readFileSync } from "node:fs";
import { parse } from "@babel/parser";

// Prints every test of the repository as "file > group > title", one a line, from the text alone: titles of a table keep
// their placeholders. `test/suite/titles-before-runtime.txt` is what this printed before code moved into the runtime.

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

/** `test` of `test`, `test.each(table)` and `describe.skipIf(condition).each(table)`. */
function calledName(callee: unknown): string | undefined {
  if (!isNode(callee)) return undefined;
  if (callee.type === "Identifier") return String(callee.name);
  if (callee.type === "MemberExpression") return calledName(callee.object);
  return callee.type === "CallExpression" ? calledName(callee.callee) : undefined;
}

function titleOf(node: unknown, source: string): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "StringLiteral") return String(node.value);
  return node.type === "TemplateLiteral"
    ? source.slice(Number(node.start) + 1, Number(node.end) - 1)
    : undefined;
}

function titlesIn(node: unknown, source: string, groups: readonly string[]): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => titlesIn(each, source, groups));
  if (!isNode(node)) return [];
  const name = node.type === "CallExpression" ? calledName(node.callee) : undefined;
  const title = Array.isArray(node.arguments) ? titleOf(node.arguments[0], source) : undefined;
  const path = title === undefined ? groups : [...groups, title];
  const isTest = (name === "test" || name === "it" || name === "onServer") && title !== undefined;
  const below = name === "describe" ? path : groups;
  const inside = Object.values(node).flatMap((value) => titlesIn(value, source, below));
  return isTest ? [path.join(" > "), ...inside] : inside;
}

const files = globSync(
  "{src,scripts,test,runtime/src,template/app,template/make,template/proofs,template/tests}/**/*.{ts,tsx}",
  {
    exclude: ["**/node_modules/**"],
  },
);
const lines = files.flatMap((file) => {
  const source = readFileSync(file, "utf8");
  if (!source.includes('from "vitest"')) return [];
  const { program } = parse(source, { sourceType: "module", plugins: ["typescript", "jsx"] });
  return titlesIn(program, source, []).map(
    (title) => `${file.replaceAll("\\", "/")} > ${title.replaceAll("\n", " ")}`,
  );
});
process.stdout.write(`${lines.sort().join("\n")}\n`);
