import type { Language } from "./language.ts";

const opening = "([{";
const closing = ")]}";

/** A line of code without its strings and comment; null where a string or a comment goes on in the next line. */
export function bare(line: string): string | null {
  const code = line
    .replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/g, '""')
    .replace(/\/\*.*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/, "")
    .trim();
  return /[`]|\/\*|\*\//.test(code) ? null : code;
}

// What goes on from the line before, or decides what the lines after it mean.
const dependent =
  /^(?:[.?:&|+\-*/=<>)\]},]|else\b|catch\b|finally\b|case\b|default\b|return\b|throw\b|break\b|continue\b|yield\b)/;
const jsxElement = /^<.*\/>$/;

function subjectOf(code: string, line: string): string {
  const named =
    /^(?:export\s+)?(?:default\s+)?(?:const|let|var|class|interface|type|(?:async\s+)?function\*?)\s+([\w$]+)/.exec(
      code,
    ) ??
    /^(?:(?:async|static|private|public|readonly|get|set)\s+)*([\w$.]+)\s*(?:[:=?]|\([^)]*\)[^;]*\{$)/.exec(
      code,
    ) ??
    /^["']([^"']+)["']\s*:/.exec(line.trim());
  return named?.[1] ?? line.trim();
}

/** What the statements of some lines of code are about; null where the lines are not whole statements. */
function subjectsOfCode(lines: readonly string[]): string[] | null {
  const subjects: string[] = [];
  let depth = 0;
  let last = ";";
  for (const line of lines) {
    const code = bare(line);
    if (code === null) return null;
    if (code === "") continue;
    if (depth === 0) {
      if (dependent.test(code) && !jsxElement.test(code)) return null;
      subjects.push(subjectOf(code, line));
    }
    for (const sign of code) {
      if (opening.includes(sign)) depth++;
      else if (closing.includes(sign) && --depth < 0) return null;
    }
    last = code;
    if (depth === 0 && !endsStatement(code)) return null;
  }
  return depth === 0 && endsStatement(last) ? subjects : null;
}

function endsStatement(code: string): boolean {
  return /[;,}]$/.test(code) || jsxElement.test(code);
}

function subjectsOfMarkdown(lines: readonly string[]): string[] | null {
  const written = lines.filter((line) => line.trim() !== "");
  if (written.every((line) => /^\s*(?:[-*+]|\d+\.)\s/.test(line) || /^\|.*\|\s*$/.test(line))) return written;
  const first = lines.findIndex((line) => line.trim() !== "");
  const wholeSection = /^#+\s/.test(lines[first] ?? "") && !lines.some((line) => line.startsWith("```"));
  return wholeSection ? written.filter((line) => line.startsWith("#")) : null;
}

function subjectsOf(lines: readonly string[], language: Language): string[] | null {
  if (language === "code") return subjectsOfCode(lines);
  if (language === "markdown") return subjectsOfMarkdown(lines);
  if (language === "other") return null;
  return lines.filter((line) => line.trim() !== "").map((line) => /^#?\s*([\w.]+)=/.exec(line)?.[1] ?? line);
}

/** Whether a place is between two statements or entries: nothing that stands before it goes on after it. */
export function betweenStatements(before: readonly string[], language: Language): boolean {
  const last = before.at(-1);
  if (language !== "code" || last === undefined) return true;
  const code = bare(last);
  const isEnd = code === "" || (code !== null && (/[;,{}[>]$/.test(code) || jsxElement.test(code)));
  return isEnd && !isInArguments(before);
}

/** Whether what follows these lines of code stands in the arguments of a call, where every place has its own meaning. */
function isInArguments(before: readonly string[]): boolean {
  let closed = 0;
  const withoutComments = before.join("\n").replace(/^\s*\/\*[\s\S]*?\*\//gm, "");
  for (const line of withoutComments.split("\n").reverse()) {
    const code = bare(line);
    // Within a text over several lines it is unknown what a bracket is.
    if (code === null) return true;
    for (const sign of [...code].reverse()) {
      if (closing.includes(sign)) closed++;
      else if (opening.includes(sign) && closed-- === 0) return sign === "(";
    }
  }
  return false;
}

/**
 * Whether lines that one side added, and nothing else, mean the same wherever their neighbours come or go: whole
 * statements, entries of a list, items, rows or sections. Never where that is unknown.
 */
export function standsAlone(lines: readonly string[], language: Language): boolean {
  return subjectsOf(lines, language) !== null;
}

/** Whether what both sides added at the same place can both stay: each stands alone, and they are not about the same thing. */
export function bothStay(ours: readonly string[], theirs: readonly string[], language: Language): boolean {
  const [mine, incoming] = [subjectsOf(ours, language), subjectsOf(theirs, language)];
  return mine !== null && incoming !== null && !mine.some((subject) => incoming.includes(subject));
}
