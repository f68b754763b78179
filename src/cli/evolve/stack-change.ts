import type { Stack } from "../../stack/stack.ts";
import { wordOf } from "../../stack/words.ts";

export interface StackChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Parts that have another option than before: what they were and what they are. */
  readonly changed: readonly { readonly from: string; readonly to: string }[];
}

/** How two stacks differ, in the words that init takes. */
export function stackChange(before: Stack, after: Stack): StackChange {
  const of = (stack: Stack, name: string) => stack.parts.find((part) => part.name === name);
  return {
    added: after.parts.filter((part) => of(before, part.name) === undefined).map(wordOf),
    removed: before.parts.filter((part) => of(after, part.name) === undefined).map(wordOf),
    changed: before.parts.flatMap((part) => {
      const now = of(after, part.name);
      return now === undefined || wordOf(now) === wordOf(part)
        ? []
        : [{ from: wordOf(part), to: wordOf(now) }];
    }),
  };
}
