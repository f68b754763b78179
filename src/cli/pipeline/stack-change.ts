import type { Stack } from "../../stack/stack.ts";
import { wordOf } from "../../stack/words.ts";

export interface StackChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Parts that have another option than before: what they were and what they are. */
  readonly changed: readonly { readonly from: string; readonly to: string }[];
}

const NO_PARTS: Pick<Stack, "parts"> = { parts: [] };

/** How two stacks differ, in the words that init takes. */
export function stackChange(before: Stack | null, after: Stack): StackChange {
  const { parts } = before ?? NO_PARTS;
  const find = (within: Stack["parts"], name: string) => within.find((part) => part.name === name);
  return {
    added: after.parts.filter((part) => find(parts, part.name) === undefined).map(wordOf),
    removed: parts.filter((part) => find(after.parts, part.name) === undefined).map(wordOf),
    changed: parts.flatMap((part) => {
      const now = find(after.parts, part.name);
      return now === undefined || wordOf(now) === wordOf(part)
        ? []
        : [{ from: wordOf(part), to: wordOf(now) }];
    }),
  };
}
