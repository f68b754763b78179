import { describe, expect, test } from "vitest";
import { edit, seeded } from "../../../src/evolve/merge/fixtures/random-edits.ts";
import { edited, evolved } from "../application.ts";
import { changes } from "./changes.ts";

const filesEach = 25;

/** Edits many files at random before each change. @param seeds how many trials there are for each */
export function describeRandomEdits(seeds: number): void {
  describe.each(changes)("$name over random edits", ({ start, change }) => {
    // Files in which a comment with two slashes can stand anywhere.
    const paths = [...start.files.keys()].filter((path) => /\.(?:ts|tsx|md)$/.test(path));
    // Those that the change concerns come first: elsewhere there is nothing to be lost.
    const concerned = evolved(start, change).plan.map(({ path }) => path);
    const likely = paths.filter((path) => concerned.includes(path));

    test(`no line of the owner's vanishes, in ${seeds} trials with ${filesEach} edited files`, () => {
      let written = 0;
      for (let seed = 1; seed <= seeds; seed++) {
        const random = seeded(seed);
        const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
        const edits: Record<string, string> = {};
        const lines: [string, string][] = [];
        for (let index = 0; index < filesEach; index++) {
          const path = pick(random() < 0.7 ? likely : paths);
          const content = start.files.get(path)?.content;
          if (typeof content !== "string") continue;
          const changed = edit(content, random, `${seed}/${index}`, 1 + Math.floor(random() * 6));
          edits[path] = changed.text;
          for (const [at, pair] of [...lines.entries()].reverse()) if (pair[0] === path) lines.splice(at, 1);
          lines.push(...changed.written.map((line): [string, string] => [path, line]));
        }
        const { application } = evolved(edited(start, edits), change);
        for (const [path, line] of lines) {
          const content = application.files.get(path)?.content;
          expect(
            typeof content === "string" && content.includes(line),
            `seed ${seed}, ${path}: ${line}`,
          ).toBe(true);
        }
        written += lines.length;
      }
      expect(written).toBeGreaterThan(1000);
    });
  });
}
