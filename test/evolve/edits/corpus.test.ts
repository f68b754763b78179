import { describe, expect, test } from "vitest";
import type { Change } from "../../../src/evolve/plan.ts";
import { type Application, edited, evolved, textIn } from "../application.ts";
import type { Outcome } from "./case.ts";
import { changes } from "./changes.ts";
import { corpus } from "./corpus.ts";
import { linesOfOwner } from "./edit.ts";

function outcomeOf(change: Change | undefined): Outcome {
  if (change === undefined) return "untouched";
  const { kind, kept } = change;
  if (kind === "merge" || kind === "conflict") return kind === "merge" ? "merged" : kind;
  if (kind === "keep") return kept === "same" ? "same" : "kept";
  if (kind === "delete") return "gone";
  throw new Error(`${change.path} is ${kind}: an owner's file must not be`);
}

const rank: readonly Outcome[] = ["untouched", "same", "merged", "kept", "conflict", "gone"];
const worst = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce((one, other) => (rank.indexOf(other) > rank.indexOf(one) ? other : one), "untouched");

function textOrNothing(application: Application, path: string): string {
  return application.files.has(path) ? textIn(application, path) : "";
}

test("there are enough of them", () => {
  expect(corpus.length).toBeGreaterThanOrEqual(60);
});

describe.each(changes)("$name", ({ name, start, change }) => {
  test.each(corpus.map((each) => [each.name, each] as const))("%s", (_, each) => {
    let edits: ReturnType<typeof each.edit>;
    try {
      edits = each.edit(start);
    } catch (error) {
      // There is no such file in this stack, so there is nothing that an owner could do to it.
      if (!(error instanceof Error) || !error.message.includes("is not a text file")) throw error;
      expect(each[name]).toBe("untouched");
      return;
    }
    const owned = edited(start, edits);
    const { application, plan } = evolved(owned, change);
    const paths = Object.keys(edits);
    expect(worst(paths.map((path) => outcomeOf(plan.find((one) => one.path === path))))).toBe(each[name]);
    for (const path of paths) {
      const content = edits[path];
      if (content === null) expect(application.files.has(path), path).toBe(false);
      else if (each[name] === "gone")
        expect(linesOfOwner(textIn(start, path), textIn(owned, path))).toEqual([]);
      else {
        const now = new Set(
          textOrNothing(application, path)
            .split(/\r?\n/)
            .map((line) => line.trim()),
        );
        const lost = linesOfOwner(textOrNothing(start, path), textIn(owned, path)).filter(
          (line) => !now.has(line) && !now.has(`${line},`) && !now.has(line.replace(/,$/, "")),
        );
        expect(lost, path).toEqual([]);
      }
    }
    const touched = new Set(paths);
    const conflicts = plan.filter(({ kind, path }) => kind === "conflict" && !touched.has(path));
    expect(conflicts).toEqual([]);
  });
});
