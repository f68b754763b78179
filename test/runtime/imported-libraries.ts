import { isBuiltin } from "node:module";
import { parse } from "@babel/parser";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The text that a node imports or requires; undefined for any other node. */
function specifierOf(node: Readonly<Record<string, unknown>>): unknown {
  const { type, source, callee, arguments: given } = node;
  if (type === "ImportDeclaration" || type === "ExportNamedDeclaration" || type === "ExportAllDeclaration")
    return isRecord(source) ? source.value : undefined;
  const isImport = isRecord(callee) && (callee.type === "Import" || callee.name === "require");
  const [first] = Array.isArray(given) ? given : [];
  return type === "CallExpression" && isImport && isRecord(first) ? first.value : undefined;
}

function specifiersIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(specifiersIn);
  if (!isRecord(node)) return [];
  const own = specifierOf(node);
  return [...(typeof own === "string" ? [own] : []), ...Object.values(node).flatMap(specifiersIn)];
}

/** The packages that a compiled file imports, each once, without the modules of Node.js. */
export function importedLibraries(code: string): string[] {
  const { body } = parse(code, { sourceType: "module" }).program;
  const names = specifiersIn(body).flatMap((specifier) =>
    isBuiltin(specifier) ? [] : (/^(?:@[^/]+\/)?[^./][^/]*/.exec(specifier)?.[0] ?? []),
  );
  return [...new Set(names)];
}
