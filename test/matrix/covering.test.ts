import { expect, test } from "vitest";
import { coveringSet } from "./covering.ts";
import type { Rendered } from "./stacks.ts";

function stackOf(words: readonly string[]): Rendered {
  const parts = words.map((name) => ({ name, choice: null, flags: [] }));
  return {
    label: words.join(" "),
    files: new Map(),
    stack: {
      asked: parts,
      parts,
      additions: [],
      packageManager: "npm",
      nodePin: false,
      vendorsRuntime: false,
    },
  };
}

function everySubset(words: readonly string[]): Rendered[] {
  const subsets = words.reduce<string[][]>(
    (sets, word) => sets.concat(sets.map((set) => [...set, word])),
    [[]],
  );
  return subsets.map((subset) => stackOf(["backend", ...subset]));
}

test("holds every pair, with and without, in far fewer stacks than there are", () => {
  const words = ["database", "scheduler", "worker", "cache", "auth", "ai"];
  const all = everySubset(words);
  const chosen = coveringSet(all, 2).map(({ label }) => new Set(label.split(" ")));
  expect(all).toHaveLength(64);
  expect(chosen.length).toBeLessThan(12);
  for (const one of words) {
    for (const other of words.filter((word) => word !== one)) {
      for (const [first, second] of [
        [true, true],
        [true, false],
        [false, true],
        [false, false],
      ]) {
        const covered = chosen.some((stack) => stack.has(one) === first && stack.has(other) === second);
        expect(covered, `${one}: ${first}, ${other}: ${second}`).toBe(true);
      }
    }
  }
});

test("takes the only stack there is", () => {
  const only = stackOf(["backend", "frontend"]);
  expect(coveringSet([only], 2)).toEqual([only]);
});

test("holds every three", () => {
  const words = ["database", "scheduler", "worker", "cache"];
  const chosen = coveringSet(everySubset(words), 3).map(({ label }) => new Set(label.split(" ")));
  expect(chosen.length).toBeLessThan(16);
  for (const wanted of everySubset(words)) {
    const has = new Set(wanted.label.split(" "));
    for (const left of words) {
      const three = words.filter((word) => word !== left);
      expect(chosen.some((stack) => three.every((word) => stack.has(word) === has.has(word)))).toBe(true);
    }
  }
});

test("tells the options of one name apart", () => {
  const withChoice = (choice: string, flags: string[]) => {
    const parts = [{ name: "auth", choice, flags }];
    const stack: Rendered["stack"] = { ...stackOf([]).stack, asked: parts, parts };
    return { label: choice, files: new Map(), stack };
  };
  const all = ["basic", "org"].flatMap((choice) => [withChoice(choice, []), withChoice(choice, ["oauth"])]);
  expect(coveringSet(all, 2)).toHaveLength(4);
});
