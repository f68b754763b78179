import { describe, expect, test } from "vitest";
import { AegisError } from "../../src/errors.ts";
import { catalog } from "../../src/stack/catalog.ts";
import { wordOf } from "../../src/stack/words.ts";
import { coveringSet } from "../matrix/covering.ts";
import { stacks } from "../matrix/stacks.ts";
import { add, evolved, init, listed, remove, same, stackOf } from "./application.ts";

const choosable = catalog.entries.filter((entry) => !entry.always && entry.status === "available");

/** Everything that can be named in one word today: each component and service with each of its options. */
const words = choosable.flatMap(({ name, choices }) => {
  const there = choices.filter(({ status }) => status === "available");
  return there.length === 0 ? [name] : there.map((choice) => `${name}[${choice.name}]`);
});

function canBeHad(list: string): boolean {
  try {
    stackOf(list);
    return true;
  } catch (error) {
    if (error instanceof AegisError && error.code === "stack-contradictory") return false;
    throw error;
  }
}

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
  test.skipIf(has(first, second))("removed again is as if it had never been", () => {
    const back = evolved(grown.application, remove(second));
    const before = init([first, ...engineKept].join(","));
    expect(listed(back.application)).toEqual(listed(before));
    expect(back.application.state).toEqual(before.state);
    expect(evolved(back.application, remove(second)).changes).toBe(false);
  });
});

// Hundreds of stacks take hours; those chosen hold every pair of choices, with and without.
const chosen = process.env.LONG_PROOFS ? stacks : coveringSet(stacks, 2);
const lists = chosen.map(({ stack }) => stack.asked.map(wordOf).join(","));

describe.each(lists)("the whole stack %j", (list) => {
  test("is the same, part by part in any order", () => {
    const parts = stackOf(list).asked.map(wordOf);
    for (const order of [parts, parts.toReversed()]) {
      let application = init("");
      for (const word of order) application = evolved(application, add(word)).application;
      expect(listed(application)).toEqual(listed(init(list)));
    }
  });

  test("goes back to nothing, and is not changed by an update to the same", () => {
    const application = init(list);
    expect(evolved(application, same).changes).toBe(false);
    const bare = evolved(application, remove(list === "" ? "" : list.replace(/\[[^\]]*\]/g, ""), true));
    expect(listed(bare.application)).toEqual(listed(init("")));
  });

  test("takes another option and goes back to the one it had", () => {
    const before = init(list);
    for (const part of before.stack.asked) {
      const entry = choosable.find(({ name }) => name === part.name);
      for (const { name, status } of entry?.choices ?? []) {
        // Flags stay as they are.
        const changed = wordOf({ ...part, choice: name });
        const others = before.stack.asked.filter((each) => each !== part).map(wordOf);
        if (status !== "available" || !canBeHad([...others, changed].join(","))) continue;
        const after = evolved(before, add(changed)).application;
        expect(listed(after)).toEqual(listed(init([...others, changed].join(","))));
        if (after.stack.asked.length !== before.stack.asked.length) continue;
        expect(listed(evolved(after, add(wordOf(part))).application)).toEqual(listed(before));
      }
    }
  });
});
