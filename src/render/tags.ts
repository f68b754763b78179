import { AegisError } from "../errors.ts";
import { holds, parseCondition } from "../stack/condition.ts";
import { keptLines } from "./gaps.ts";
import { readLine } from "./tag.ts";

/** What is true of a stack, and what could be true of any. */
export interface Truth {
  readonly facts: ReadonlySet<string>;
  readonly vocabulary: ReadonlySet<string>;
}

interface Region {
  readonly condition: string;
  readonly line: number;
  readonly holds: boolean;
}

function broken(path: string, line: number, what: string): AegisError {
  return new AegisError("template-broken", {
    message: `${path}:${line}: ${what}`,
    hint: "This is a fault of the template: please report it with the command you ran.",
    details: { path, line },
  });
}

function close(regions: Region[], condition: string, path: string, line: number): void {
  const opened = regions.pop();
  if (opened === undefined) throw broken(path, line, `the region "${condition}" ends but never began.`);
  if (opened.condition === condition) return;
  const open = `"${opened.condition}" of line ${opened.line} is still open`;
  throw broken(path, line, `the region "${condition}" ends while ${open}.`);
}

/**
 * The text as a stack with these facts has it: lines and regions whose condition does not hold are gone, alternatives
 * that were chosen are out of their comment, and no tag is left.
 * Throws `template-broken`, with file and line, for an unknown condition or a region that is not closed.
 */
export function applyTags(path: string, text: string, truth: Truth): string {
  if (!text.includes("aegis:")) return text;
  const kept = keptLines();
  const regions: Region[] = [];
  let nextHolds = true;
  const decide = (condition: string, line: number): boolean => {
    const parsed = parseCondition(condition, truth.vocabulary);
    if (typeof parsed === "string") throw broken(path, line, parsed);
    return holds(parsed, truth.facts);
  };

  for (const [index, raw] of text.split("\n").entries()) {
    const number = index + 1;
    const line = readLine(raw);
    if (line.kind === "plain" || line.kind === "tagged") {
      const holdsItself = line.kind === "plain" || decide(line.condition, number);
      if (holdsItself && nextHolds && regions.every((region) => region.holds)) kept.keep(line.text);
      else kept.drop();
      nextHolds = true;
      continue;
    }
    kept.drop();
    if (line.kind === "close") close(regions, line.condition, path, number);
    else if (line.kind === "next") nextHolds = decide(line.condition, number);
    else regions.push({ condition: line.condition, line: number, holds: decide(line.condition, number) });
  }
  const open = regions.pop();
  if (open !== undefined) throw broken(path, open.line, `the region "${open.condition}" is never closed.`);
  return kept.text();
}
