import { describe, expect, test } from "vitest";
import { wordOf } from "../../src/stack/words.ts";
import type { Rendered } from "../matrix/stacks.ts";
import { add, evolved, init, listed, remove, same, stackOf } from "./application.ts";
import { canBeHad, choosable } from "./choosable.ts";

/** Builds each stack part by part, takes it apart, and changes its options. */
export function describeWholeStacks(stacks: readonly Rendered[]): void {
  const lists = stacks.map(({ stack }) => stack.asked.map(wordOf).join(","));

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
}
