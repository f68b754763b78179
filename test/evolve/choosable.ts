import { AegisError } from "../../src/errors.ts";
import { catalog } from "../../src/stack/catalog.ts";
import { stackOf } from "./application.ts";

export const choosable = catalog.entries.filter((entry) => !entry.always && entry.status === "available");

/** Everything that can be named in one word today: each component and service with each of its options. */
export const words = choosable.flatMap(({ name, choices }) => {
  const there = choices.filter(({ status }) => status === "available");
  return there.length === 0 ? [name] : there.map((choice) => `${name}[${choice.name}]`);
});

export function canBeHad(list: string): boolean {
  try {
    stackOf(list);
    return true;
  } catch (error) {
    if (error instanceof AegisError && error.code === "stack-contradictory") return false;
    throw error;
  }
}
