import { bare } from "./both-stay.ts";
import type { Origin } from "./merge-lines.ts";
import { type Stretch, says } from "./stretch.ts";
import type { Line } from "./text.ts";

const closes = /^[)\]}]/;
const continues = /^[([`]/;

/** The code of the next line that has any; null at the end, or where that is unknown. */
function nextCode(lines: readonly string[], from: number): string | null {
  for (let at = from + 1; at < lines.length; at++) {
    const code = bare(lines[at] ?? "");
    if (code !== "") return code;
  }
  return null;
}

/** A line with a sign at the end of its code, before a comment. */
export function withSign(line: string, sign: "," | ";"): string {
  const comment = /\s*\/\/.*$/.exec(line)?.[0] ?? "";
  const code = line.slice(0, line.length - comment.length);
  return bare(code) === null ? line : `${code.trimEnd()}${sign}${comment}`;
}

/** Whether what the template put behind a line is an entry of a list: its last line ends with a comma. */
function isEntryBehind(lines: readonly string[], origins: readonly Origin[], at: number): boolean {
  let last = "";
  for (let next = at + 1; next < lines.length; next++) {
    const origin = origins[next];
    if (origin === undefined || origin.ours !== null) break;
    last = bare(lines[next] ?? "") || last;
  }
  return last.endsWith(",");
}

/**
 * Puts a comma, or a semicolon, where the merge has made it needed. An owner whose lists end without one, or whose
 * statements do, has lines that were right only as long as nothing came behind them.
 */
export function withSeparators(merged: readonly Line[], origins: readonly Origin[], all: Stretch): Line[] {
  const [lines, ours, base] = [says(merged), says(all.ours), says(all.base)];
  return merged.map((line, at) => {
    const origin = origins[at];
    if (origin === undefined || origin.ours === null) return line;
    const code = bare(line.says);
    if (code === null || code === "" || /[;,([{]$/.test(code)) return line;
    const [before, now] = [nextCode(ours, origin.ours), nextCode(lines, at)];
    if (now === null || now === before) return line;
    const template = origin.base === null ? null : bare(base[origin.base] ?? "");
    const needsComma = template === null ? isEntryBehind(lines, origins, at) : template.endsWith(",");
    const wasLast = before !== null && closes.test(before);
    if (needsComma && wasLast && !closes.test(now)) return { ...line, says: withSign(line.says, ",") };
    if (template?.endsWith(";") && continues.test(now)) return { ...line, says: withSign(line.says, ";") };
    return line;
  });
}
