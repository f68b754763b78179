import { bare } from "../evolve/merge/line/both-stay.ts";
import { withSign } from "../evolve/merge/line/separators.ts";
import { readText, writeText } from "../evolve/merge/line/text.ts";
import { type Import, importLines } from "../imports/format-imports.ts";
import { byModule, isSorted } from "../imports/import-order.ts";
import { readImports } from "../imports/import-statement.ts";
import { fitLine } from "../imports/line-width.ts";

/** The one line by which the application knows of something: where it goes, and the import that it needs. */
export interface Wiring {
  /** The file that holds the list. */
  readonly path: string;
  readonly import?: Import;
  readonly line: string;
  /** Matches the list where it has an entry of this name already. */
  readonly sameName?: RegExp;
  /** Entries of the list: the new one comes behind the last. */
  readonly entries?: RegExp;
  /** What stands before the list's first entry, where it is empty. */
  readonly opening?: RegExp;
  /** The name of a constant whose array holds the entries. */
  readonly array?: string;
  /** What closes the list, where its entries can be anything: the new one comes before it. */
  readonly closing?: RegExp;
}

/** On which line the statement that begins on a line ends. */
function endOfStatement(lines: readonly string[], start: number): number {
  let depth = 0;
  for (let at = start; at < lines.length; at++) {
    for (const sign of bare(lines[at] ?? "") ?? "") {
      if ("([{".includes(sign)) depth++;
      else if (")]}".includes(sign)) depth--;
    }
    if (depth <= 0) return at;
  }
  return start;
}

const indentationOf = (line: string | undefined): string => /^\s*/.exec(line ?? "")?.[0] ?? "";
const indented = (text: string, by: string): string[] => text.split("\n").map((line) => by + line);

function lastIndex(lines: readonly string[], form: RegExp | undefined): number {
  return form === undefined ? -1 : lines.findLastIndex((line) => form.test(line));
}

/** With an entry at the end of a constant's array; null where it has none. */
function withItem(lines: readonly string[], array: string, entry: string): string[] | null {
  const start = lines.findIndex((line) => new RegExp(`^(?:export )?const ${array}\\b.*=\\s*\\[`).test(line));
  if (start === -1) return null;
  const end = endOfStatement(lines, start);
  const [first = "", last = ""] = [lines[start], lines[end]];
  if (start !== end) {
    const inside = beforeClosing(lines, end);
    return /^\s*\]/.test(last) ? inside.toSpliced(end, 0, ...indented(entry, "  ")) : null;
  }
  const [, head = "", items = "", tail = ""] = /^(.*=\s*\[)(.*)(\][^[\]]*)$/.exec(first) ?? [];
  if (head === "") return null;
  const all = [...items.split(",").map((item) => item.trim()), entry.replace(/,$/, "")].filter(
    (item) => item !== "",
  );
  const wrapped = [head, ...all.map((item) => `  ${item},`), tail];
  return lines.toSpliced(start, 1, ...fitLine(head + all.join(", ") + tail, wrapped));
}

/** The line before a closing one ends with a comma afterwards. */
function beforeClosing(lines: readonly string[], closing: number): string[] {
  const before = lines.findLastIndex((line, index) => index < closing && line.trim() !== "");
  const isOpen = /[,[(]\s*(?:\/\/.*)?$/.test(lines[before] ?? "");
  return isOpen ? [...lines] : lines.with(before, withSign(lines[before] ?? "", ","));
}

/** With the line in its list; null where the list cannot be found. */
function withLine(lines: readonly string[], wiring: Wiring): string[] | null {
  if (wiring.array !== undefined) return withItem(lines, wiring.array, wiring.line);
  const last = lastIndex(lines, wiring.entries);
  if (last !== -1) {
    const behind = endOfStatement(lines, last) + 1;
    return lines.toSpliced(behind, 0, ...indented(wiring.line, indentationOf(lines[last])));
  }
  const opening = lastIndex(lines, wiring.opening);
  if (opening !== -1) {
    const inside = (lines[opening] ?? "").endsWith("{") ? "  " : "";
    return lines.toSpliced(opening + 1, 0, ...indented(wiring.line, inside));
  }
  const closing = lastIndex(lines, wiring.closing);
  if (closing === -1) return null;
  return beforeClosing(lines, closing).toSpliced(closing, 0, ...indented(wiring.line, "  "));
}

/** From the first import to the end of the last that stands in a row with it. */
function importBlock(lines: readonly string[]): { start: number; end: number } | null {
  const start = lines.findIndex((line) => /^import\b/.test(line));
  if (start === -1) return null;
  let end = start;
  while (/^import\b/.test(lines[end] ?? "")) end = endOfStatement(lines, end) + 1;
  return { start, end };
}

function withImport(lines: readonly string[], wanted: Import): string[] {
  const added = importLines(wanted);
  const block = importBlock(lines);
  if (block === null) return [...added, "", ...lines];
  const present = lines.slice(block.start, block.end);
  const [before, all] = [readImports(present), readImports([...present, ...added])];
  const sorted =
    before !== null && all !== null && isSorted(before, byModule)
      ? all.sort(byModule).flatMap((statement) => statement.lines)
      : [...present, ...added];
  return lines.toSpliced(block.start, present.length, ...sorted);
}

/** The file's text with the line in its list and the import that it needs, in the form that its owner gave it; null where the list cannot be found. */
export function wire(text: string, wiring: Wiring): string | null {
  const form = readText(text);
  const lines = withLine(
    form.lines.map(({ says }) => says),
    wiring,
  );
  if (lines === null) return null;
  const complete = wiring.import === undefined ? lines : withImport(lines, wiring.import);
  return writeText(
    complete.map((says) => ({ says, end: "" })),
    form,
  );
}
