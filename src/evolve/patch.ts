import type { File } from "../render/file.ts";
import { diff, type Hunk } from "./merge/line/diff.ts";

const context = 3;

function linesOf(file: File | null): string[] {
  if (file === null || typeof file.content !== "string" || file.content === "") return [];
  const lines = file.content.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Hunks whose context would touch are shown as one. */
function gathered(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && hunk.baseStart - last.baseEnd <= 2 * context) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

const span = (start: number, length: number) => `${length === 0 ? start : start + 1},${length}`;

function groupLines(group: readonly Hunk[], before: readonly string[], after: readonly string[]): string[] {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  const start = Math.max(0, first.baseStart - context);
  const end = Math.min(before.length, last.baseEnd + context);
  const afterStart = first.sideStart - (first.baseStart - start);
  const afterEnd = last.sideEnd + (end - last.baseEnd);
  const lines = [`@@ -${span(start, end - start)} +${span(afterStart, afterEnd - afterStart)} @@`];
  let at = start;
  for (const hunk of group) {
    lines.push(...before.slice(at, hunk.baseStart).map((line) => ` ${line}`));
    lines.push(...before.slice(hunk.baseStart, hunk.baseEnd).map((line) => `-${line}`));
    lines.push(...after.slice(hunk.sideStart, hunk.sideEnd).map((line) => `+${line}`));
    at = hunk.baseEnd;
  }
  return [...lines, ...before.slice(at, end).map((line) => ` ${line}`)];
}

/** How one file became another, in the form that `diff -u` and git have; null is no file. Empty when nothing differs. */
export function patchOf(path: string, before: File | null, after: File | null): string[] {
  const isBinary = [before, after].some((file) => file !== null && typeof file.content !== "string");
  const head = [
    `--- ${before === null ? "/dev/null" : `a/${path}`}`,
    `+++ ${after === null ? "/dev/null" : `b/${path}`}`,
  ];
  if (isBinary) return [...head, `Binary files differ: ${path}`];
  const [one, other] = [linesOf(before), linesOf(after)];
  const groups = gathered(diff(one, other, (line) => line));
  if (groups.length === 0 && before !== null && after !== null) {
    return before.content === after.content ? [] : [...head, "Only line ends or the end of the file differ."];
  }
  return [...head, ...groups.flatMap((group) => groupLines(group, one, other))];
}
