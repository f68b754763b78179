import { describe, expect, test } from "vitest";
import { wordOf } from "../../src/stack/words.ts";
import { coveringSet } from "../matrix/covering.ts";
import { stacks } from "../matrix/stacks.ts";
import { add, evolved, init, listed, remove, stackOf } from "./application.ts";
import { canBeHad, words } from "./choosable.ts";
import { describeWholeStacks } from "./describe-whole-stacks.ts";

const nameOf = (word: string) => word.replace(/\[.*/, "");
const has = (list: string, word: string) => stackOf(list).parts.some(({ name }) => name === nameOf(word));

const pairs = words.flatMap((first) =>
  words
    .filter((second) => nameOf(first) !== nameOf(second) && canBeHad(`${first},${second}`))
    .map((second) => [first, second] as const),
);

test("there are pairs to try", () => {
  expect(pairs.length).toBeGreaterThanOrEqual(8);
});

describe.each(pairs)("%s, then %s", (first, second) => {
  const both = init(`${first},${second}`);
  const one = init(first);
  const grown = evolved(one, add(second));
  // What had come along and got another option meanwhile keeps that one: data lies there.
  const engineKept = both.stack.parts
    .filter(({ name, choice }) =>
      one.stack.parts.some((part) => part.name === name && part.choice !== choice),
    )
    .map(wordOf);

  test("added is the same as written at once, byte for byte", () => {
    expect(listed(grown.application)).toEqual(listed(both));
    expect(grown.application.state).toEqual(both.state);
  });

  test("added again changes nothing", () => {
    expect(evolved(grown.application, add(second)).changes).toBe(false);
  });

  // What the first one brought along cannot be taken from it.
  if (has(first, second)) return;
  test("removed again is as if it had never been", () => {
    const back = evolved(grown.application, remove(second));
    const before = init([first, ...engineKept].join(","));
    expect(listed(back.application)).toEqual(listed(before));
    expect(back.application.state).toEqual(before.state);
    expect(evolved(back.application, remove(second)).changes).toBe(false);
  });
});

// Hundreds of stacks take hours; those chosen hold every pair of choices, with and without. `npm run test:long` takes all.
describeWholeStacks(coveringSet(stacks, 2));
