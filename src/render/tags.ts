import { AegisError } from "../errors.ts";
import { dropUnusedImports } from "../imports/drop-unused-imports.ts";
import { holds, parseCondition } from "../stack/condition.ts";
import { keptLines } from "./gaps.ts";
import { mayHoldTags, readLine } from "./tag.ts";

/** What is true of a stack, and what could be true of any. */
export interface Truth {
  readonly facts: ReadonlySet<string>;
  readonly vocabulary: ReadonlySet<string>;
}

/** The part of a region that is being read: what is between its start and `#else`, or between that and its end. */
interface Region {
  readonly condition: string;
  readonly line: number;
  readonly holds: boolean;
  /** Takes a line out of its comment; null before `#else`, where lines stand as they are. */
  readonly uncomment: ((text: string) => string | null) | null;
}

function broken(path: string, line: number, what: string): AegisError {
  return new AegisError("template-broken", {
    message: `${path}:${line}: ${what}`,
    hint: "This is a fault of the template: please report it with the command you ran.",
    details: { path, line },
  });
}

/** A line that may use an import: neither blank nor a comment. */
const CODE_PATTERN = /^\s*(?!\/\/|\/?\*|\{\/\*)\S/;

/** The regions that a line stands in, innermost last. */
function openRegions(path: string) {
  const regions: Region[] = [];
  const leave = (line: number, word: string): Region => {
    const region = regions.pop();
    if (region === undefined) throw broken(path, line, `"#${word}" belongs to no region.`);
    return region;
  };
  return {
    enter: (region: Region) => regions.push(region),
    leave,
    enterElse(line: number, uncomment: NonNullable<Region["uncomment"]>) {
      const region = leave(line, "else");
      if (region.uncomment !== null)
        throw broken(path, line, `the region "${region.condition}" has two "#else".`);
      regions.push({ ...region, holds: !region.holds, uncomment });
    },
    allHold: () => regions.every((region) => region.holds),
    /** A line of the innermost region as an application has it. */
    read(text: string, line: number): string {
      const { condition, uncomment } = regions.at(-1) ?? { condition: "", uncomment: null };
      if (uncomment === null || text.trim() === "") return text;
      const alternative = uncomment(text);
      if (alternative === null)
        throw broken(path, line, `what follows "#else" of "${condition}" is no comment.`);
      return alternative;
    },
    requireNone() {
      const open = regions.pop();
      if (open !== undefined)
        throw broken(path, open.line, `the region "${open.condition}" is never closed.`);
    },
  };
}

/**
 * The text as a stack with these facts has it: lines and regions whose condition does not hold are gone, alternatives
 * that were chosen are out of their comment, imports that nothing uses any more are gone, and no tag is left.
 * Throws `template-broken`, with file and line, for an unknown condition or a region that is not closed.
 */
export function applyTags(path: string, text: string, truth: Truth): string {
  if (!mayHoldTags(text)) return text;
  const kept = keptLines();
  const regions = openRegions(path);
  let nextHolds = true;
  let hasLostCode = false;
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
      const own = line.kind === "plain" ? regions.read(line.text, number) : line.text;
      if (holdsItself && nextHolds && regions.allHold()) kept.keep(own);
      else {
        kept.drop();
        hasLostCode ||= CODE_PATTERN.test(raw);
      }
      nextHolds = true;
      continue;
    }
    kept.drop();
    if (line.kind === "close") regions.leave(number, "endregion");
    else if (line.kind === "else") regions.enterElse(number, line.uncomment);
    else if (line.kind === "next") nextHolds = decide(line.condition, number);
    else
      regions.enter({
        condition: line.condition,
        line: number,
        holds: decide(line.condition, number),
        uncomment: null,
      });
  }
  regions.requireNone();
  return hasLostCode && /\.tsx?$/.test(path) ? dropUnusedImports(text, kept.text()) : kept.text();
}
