import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "@babel/parser";

/** A declaration file as its statements. */
function readStatements(path: string) {
  const text = readFileSync(path, "utf8");
  const { program } = parse(text, { sourceType: "module", plugins: [["typescript", { dts: true }]] });
  return { text, body: program.body };
}

const textOf = (node: { name?: string; value?: string }): string => node.name ?? node.value ?? "";

/** What the public API of one subpath declares, by exported name. */
function readExports(path: string): Map<string, string> {
  const { body } = readStatements(path);
  const found = new Map<string, string>();
  for (const statement of body) {
    if (statement.type !== "ExportNamedDeclaration" || !statement.source) continue;
    const from = statement.source.value;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ExportSpecifier") continue;
      const name = textOf(specifier.exported);
      const declared = from.startsWith(".")
        ? readDeclaration(declarationFileOf(path, from), specifier.local.name)
        : `export { ${name} } from "${from}"`;
      found.set(name, declared);
    }
  }
  return found;
}

const declarationFileOf = (from: string, specifier: string): string =>
  join(dirname(from), specifier.replace(/\.(ts|js)$/, ".d.ts"));

/** The text of a declaration without comments, on as few lines as it has. */
function readDeclaration(path: string, name: string): string {
  const { text, body } = readStatements(path);
  for (const statement of body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    if (statement.source) {
      const specifier = statement.specifiers.find(
        (each) => each.type === "ExportSpecifier" && textOf(each.exported) === name,
      );
      if (specifier?.type !== "ExportSpecifier") continue;
      const from = statement.source.value;
      if (!from.startsWith(".")) return `export { ${name} } from "${from}"`;
      return readDeclaration(declarationFileOf(path, from), specifier.local.name);
    }
    const { declaration } = statement;
    if (!declaration) continue;
    const names =
      declaration.type === "VariableDeclaration"
        ? declaration.declarations.map(({ id }) => (id.type === "Identifier" ? id.name : ""))
        : "id" in declaration && declaration.id && "name" in declaration.id
          ? [declaration.id.name]
          : [];
    if (!names.includes(name)) continue;
    return withoutComments(text.slice(statement.start ?? 0, statement.end ?? 0));
  }
  throw new Error(`${path} does not declare ${name}`);
}

const withoutComments = (text: string): string =>
  text
    .replace(/\/\*\*?[\s\S]*?\*\//g, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .join("\n");

/** The public API of the compiled runtime as Markdown: every export of every subpath, with its signature. */
export function writeApiReport(runtime: string): string {
  const { exports }: { exports: Record<string, string | { types: string }> } = JSON.parse(
    readFileSync(join(runtime, "package.json"), "utf8"),
  );
  const sections = Object.entries(exports).map(([subpath, target]) => {
    const heading = `## ${subpath.replace(".", "@aegis-stack/runtime")}\n\n`;
    if (typeof target === "string") return `${heading}A program that Node.js runs; it exports nothing.\n`;
    const declared = [...readExports(join(runtime, target.types))].toSorted(([one], [other]) =>
      one < other ? -1 : 1,
    );
    const code = declared.map(([, text]) => text).join("\n\n");
    return `${heading}\`\`\`ts\n${code}\n\`\`\`\n`;
  });
  return `# Public API of the runtime\n\nWritten by \`npm run report:api\`. A change of it needs a line in CHANGELOG.md with its digest.\n\n${sections.join("\n")}`;
}

/** Names a state of the public API in CHANGELOG.md. */
export const digestOf = (report: string): string =>
  createHash("sha256").update(report).digest("hex").slice(0, 8);
