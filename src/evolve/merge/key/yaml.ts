import { type Entry, meaning, type Node } from "./tree.ts";

const keyForm = /^(?<key>"[^"]+"|'[^']+'|<<|[\w$][\w$./-]*):(?=[ \n]|$)/;
const comment = /(^|\s)#.*$/;

interface Row {
  readonly text: string;
  readonly indent: number;
  /** Neither blank nor only a comment. */
  readonly counts: boolean;
}

function rowsOf(text: string): Row[] {
  const rows = text.split(/(?<=\n)/);
  return rows.map((row) => ({
    text: row,
    indent: row.length - row.trimStart().length,
    counts: row.trim() !== "" && !row.trimStart().startsWith("#"),
  }));
}

const isItem = (row: Row): boolean => /^-(?:\s|$)/.test(row.text.trim());
const isMember = (row: Row): boolean => keyForm.test(row.text.trim());

/** A list or a map on one line, without the blanks that some formatters put inside its brackets. */
const inOneForm = (value: string): string =>
  /^[[{]/.test(value) ? value.replace(/([[{])\s+/g, "$1").replace(/\s+([\]}])/g, "$1") : value;

function scalarOf(text: string): Node {
  const bare = text.trim();
  const value = /^"[^"\\]*"$|^'[^']*'$/.test(bare) ? bare.slice(1, -1) : inOneForm(bare);
  return { kind: "scalar", text, value: JSON.stringify(value) };
}

/** The rows below a key, without what follows the last one that counts: that is said of the next key. */
function below(rows: readonly Row[], from: number, indent: number, itemsToo: boolean): number {
  let end = from;
  for (let at = from; at < rows.length; at++) {
    const row = rows[at];
    if (row === undefined) break;
    // In a block of literal text a "#" is no comment: whatever is indented deeper belongs to it.
    if (!row.counts && (row.text.trim() === "" || row.indent <= indent)) continue;
    if (row.indent < indent || (row.indent === indent && !(itemsToo && isItem(row)))) break;
    end = at + 1;
  }
  return end;
}

const textOf = (rows: readonly Row[]): string => rows.map(({ text }) => text).join("");

const anchor = /^&[\w-]+$/;

function readItem(lead: string, row: Row, rest: readonly Row[]): Entry | null {
  if (!isItem(row)) return null;
  const written = row.text.slice(row.indent + 1);
  const space = /^[ ]*/.exec(written)?.[0] ?? "";
  const value = scalarOf(written.slice(space.length) + textOf(rest));
  const head = `${" ".repeat(row.indent)}-${space}`;
  return { key: meaning(value), lead, head, value, after: "", trail: "" };
}

/** A key's value in the rows below it, where they are a map or a list of blocks; anything else is taken as it stands. */
function readMember(lead: string, row: Row, rest: readonly Row[]): Entry | null {
  const body = row.text.slice(row.indent).trimEnd();
  const [head] = keyForm.exec(body) ?? [];
  if (head === undefined) return null;
  const key = head.slice(0, -1).replace(/^["']|["']$/g, "");
  const written = body.slice(head.length);
  // In a text, a list or a map on one line, a "#" may be none of a comment.
  const said = /^\s*["'|>[{]/.test(written) ? written : written.replace(comment, "").trimEnd();
  const inline = said.trim();
  const front = " ".repeat(row.indent) + head + said.slice(0, said.length - inline.length);
  const lineEnd = row.text.slice(row.indent + head.length + said.length);
  if (rest.length === 0)
    return { key, lead, head: front, value: scalarOf(inline), after: lineEnd, trail: "" };
  const first = rest.find(({ counts }) => counts);
  const opens = inline === "" || anchor.test(inline);
  if (opens && first !== undefined && (isItem(first) || isMember(first))) {
    const block = readBlock(rest, isItem(first) ? "list" : "map", first.indent);
    if (block !== null)
      return { key, lead, head: front + inline + lineEnd, value: block, after: "", trail: "" };
  }
  return { key, lead, head: front, value: scalarOf(inline + lineEnd + textOf(rest)), after: "", trail: "" };
}

/** Rows as a map or a list of blocks; null where they hold anything else. */
function readBlock(rows: readonly Row[], kind: "map" | "list", indent: number): Node | null {
  const entries: Entry[] = [];
  let at = 0;
  for (;;) {
    const from = at;
    while (at < rows.length && rows[at]?.counts === false) at++;
    const lead = textOf(rows.slice(from, at));
    const row = rows[at];
    if (row === undefined) return { kind, open: "", entries, close: lead, comma: "", commaAtEnd: false };
    if (row.indent !== indent) return null;
    const end = below(rows, at + 1, indent, kind === "map");
    const rest = rows.slice(at + 1, end);
    const entry = kind === "list" ? readItem(lead, row, rest) : readMember(lead, row, rest);
    if (entry === null) return null;
    entries.push(entry);
    at = end;
  }
}

/**
 * Reads YAML as far as its maps and lists are written in blocks, as configuration is; other values are taken as they
 * stand. Null where there is more to it: tabs, several documents, keys that are no plain words.
 */
export function readYaml(text: string): Node | null {
  if (/^\s*\t|^(?:---|\.\.\.|%)/m.test(text)) return null;
  const rows = rowsOf(text.endsWith("\n") ? text : `${text}\n`);
  return readBlock(rows, "map", 0);
}
