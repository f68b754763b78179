/** What a `.env` file says. */
export interface ParsedFile {
  values: ReadonlyMap<string, string>;
  /** One sentence a fault, with the line's number; never the line itself, which may hold half of a secret. */
  faults: readonly string[];
}

const ASSIGNMENT_PATTERN = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/;
const EMPTY_LINE_PATTERN = /^[ \t]*(?:#.*)?$/;
const NOT_EXPANDED = "holds a variable, which nothing expands; in single quotes it is taken as it stands";
const QUOTE_SIGNS = new Set(['"', "'", "`"]);

/**
 * Reads a `.env` file by the rules that are expected, and refuses what other tools read in different ways: Node itself
 * would cut a password at its `#`, lose the first name behind a byte order mark, and drop what follows a quoted value.
 *
 * - A value without quotes goes to the end of its line; a comment begins with a `#` behind a space.
 * - A value in quotes may span lines. Only `\n` in double quotes is replaced.
 * - Nothing is expanded: `${NAME}` is a fault except in single quotes.
 */
export function parseEnvironmentFile(given: string): ParsedFile {
  const lines = given.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const values = new Map<string, string>();
  const setOn = new Map<string, number>();
  const faults: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const number = index + 1;
    const line = lines[index] ?? "";
    if (EMPTY_LINE_PATTERN.test(line)) continue;
    const assignment = ASSIGNMENT_PATTERN.exec(line);
    const name = assignment?.[1];
    if (!assignment || name === undefined) {
      faults.push(`.env: line ${number} is neither NAME=value nor a comment.`);
      continue;
    }
    const rest = line.slice(assignment[0].length);
    const read = QUOTE_SIGNS.has(rest[0] ?? "") ? quoted(rest, lines, index) : unquoted(rest);
    index += read.moreLines;
    const earlier = setOn.get(name);
    const fault = read.fault ?? (earlier === undefined ? undefined : `sets ${name}, as line ${earlier} does`);
    if (fault !== undefined) faults.push(`.env: line ${number} ${fault}.`);
    setOn.set(name, number);
    values.set(name, read.value);
  }
  return { values, faults };
}

interface ReadValue {
  value: string;
  /** How many lines after the first it has taken. */
  moreLines: number;
  fault?: string;
}

function unquoted(rest: string): ReadValue {
  const value = (rest.startsWith("#") ? "" : rest.replace(/[ \t]#.*$/, "")).trim();
  const fault = faultInUnquoted(value);
  return { value, moreLines: 0, ...(fault !== undefined && { fault }) };
}

function faultInUnquoted(value: string): string | undefined {
  if (/\$\{/.test(value)) return NOT_EXPANDED;
  if (/^[\u2018\u2019\u201C\u201D]/.test(value)) return "begins with a typographic quote; use ' or \"";
  if (value.endsWith("\\")) return "ends with a backslash, and lines are not continued; use quotes";
  return undefined;
}

function quoted(rest: string, lines: readonly string[], start: number): ReadValue {
  const quote = rest[0] ?? "";
  const parts: string[] = [];
  for (let index = start, text = rest.slice(1); ; ) {
    const end = text.indexOf(quote);
    if (end !== -1) {
      parts.push(text.slice(0, end));
      return finished(parts.join("\n"), quote, text.slice(end + 1), index - start);
    }
    parts.push(text);
    index += 1;
    const next = lines[index];
    if (next === undefined)
      return { value: "", moreLines: 0, fault: `opens a ${quote} that is never closed` };
    text = next;
  }
}

function finished(text: string, quote: string, after: string, moreLines: number): ReadValue {
  const value = quote === '"' ? text.replaceAll("\\n", "\n") : text;
  if (!EMPTY_LINE_PATTERN.test(after))
    return { value, moreLines, fault: `goes on behind the closing ${quote}; use another kind of quote` };
  if (quote !== "'" && /\$\{/.test(text))
    return {
      value,
      moreLines,
      fault: NOT_EXPANDED,
    };
  return { value, moreLines };
}
