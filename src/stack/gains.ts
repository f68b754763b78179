import { holdsText } from "./condition.ts";
import type { Catalog, Gain } from "./entry.ts";
import { entryOf, factsOf, type Stack } from "./stack.ts";

/** What the parts of a stack add of one kind, in the catalog's order, each name once. */
export function gainsOf(
  catalog: Catalog,
  stack: Stack,
  kind: "containers" | "commands" | "afterInstall" | "outlives",
): Gain[] {
  const facts = factsOf(stack);
  const gains = stack.parts
    .flatMap((part) => entryOf(catalog, part.name)[kind])
    .filter((gain) => holdsText(gain.when, facts));
  return [...new Map(gains.map((gain) => [gain.name, gain])).values()];
}
