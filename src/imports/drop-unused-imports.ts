import { importLines } from "./format-imports.ts";
import { type ImportStatement, readImports } from "./import-statement.ts";

/** A comment or a string, neither of which uses a name. An address in a template string is no comment. */
const commentOrString = /(?<!\S)\/\/.*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** Words that stand for a value or a type; a member after a dot does not. */
const usedWord = /(?<![\w$]|(?<!\.\.)\.)[A-Za-z_$][\w$]*/g;

/** The name that a file calls an import by, as in `type Item as OwnItem` or `* as items`. */
const localName = (name: string): string => name.replace(/^type /, "").replace(/^.* as /, "");

/** What a file imports at its top, statement by statement, and all else. */
interface ImportBlock {
  readonly statements: readonly ImportStatement[];
  readonly rest: string;
}

/** The words of a text that may stand for an import. */
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.replaceAll(commentOrString, "").match(usedWord));

/** Where the statement that begins at this line ends, after its last line. */
function endOf(lines: readonly string[], start: number): number {
  const last = lines.findIndex((line, index) => index >= start && line.endsWith(";"));
  return last === -1 ? lines.length : last + 1;
}

/** Reads the imports of a formatted file. */
function readImportBlock(text: string): ImportBlock {
  const lines = text.split("\n");
  const statements: ImportStatement[] = [];
  const others: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = /^import\b/.test(lines[at] ?? "") ? endOf(lines, at) : at + 1;
    const read = lines.slice(at, end);
    const statement = readImports(read)?.[0];
    if (statement?.word === "import") statements.push(statement);
    else others.push(...read);
    at = end;
  }
  return { statements, rest: others.join("\n") };
}

/** The statement with these of its names, as the formatter leaves it. */
function withOnly({ source, typeOnly }: ImportStatement, names: readonly string[]): string {
  const from = source.slice(1, -1);
  const areTypes = !typeOnly && names.every((name) => name.startsWith("type "));
  const own = areTypes ? names.map((name) => name.replace(/^type /, "")) : names;
  return importLines({ names: own, from, typeOnly: typeOnly || areTypes }).join("\n");
}

/** The statement without what is lost; empty where nothing is left of it. Null where nothing of it is lost. */
function without(statement: ImportStatement, isLost: (name: string) => boolean): string | null {
  const { names, whole } = statement;
  if (names === null) return isLost(whole) ? "" : null;
  if (whole !== "" || !names.some(isLost)) return null;
  const kept = names.filter((name) => !isLost(name));
  return kept.length === 0 ? "" : `${withOnly(statement, kept)}\n`;
}

/**
 * The text of `after` without the imports that only the lines used that it lost since `before`, as the formatter leaves
 * it. A name that the text before did not use either stays: it is no consequence of the change.
 */
export function dropUnusedImports(before: string, after: string): string {
  if (after === before) return after;
  const { statements, rest } = readImportBlock(after);
  const used = wordsOf(rest);
  let usedBefore: ReadonlySet<string> | undefined;
  const isLost = (name: string): boolean => {
    if (used.has(localName(name))) return false;
    usedBefore ??= wordsOf(readImportBlock(before).rest);
    return usedBefore.has(localName(name));
  };
  let text = after;
  for (const statement of statements) {
    const rest = without(statement, isLost);
    if (rest !== null) text = text.replace(`${statement.lines.join("\n")}\n`, () => rest);
  }
  return text.replace(/^\n+/, "");
}
