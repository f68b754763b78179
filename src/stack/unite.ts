import { AegisError } from "../errors.ts";
import type { Catalog } from "./entry.ts";
import { resolve } from "./resolve.ts";
import type { Stack } from "./stack.ts";
import { type Part, wordOf } from "./words.ts";

/** Two stacks that shall become one, and the one that both come from, where that is known. */
export interface TwoStacks {
  readonly base: Stack | null;
  readonly ours: Stack;
  readonly theirs: Stack;
}

const askedIn = (stack: Stack | null, name: string): Part | undefined =>
  stack?.asked.find((part) => part.name === name);

const wordOrNone = (part: Part | undefined): string => (part === undefined ? "" : wordOf(part));

/** What both flags lists have, and what either added; without what either took away. */
function flagsOf(base: Part | undefined, ours: Part, theirs: Part): string[] {
  const isGone = (flag: string) =>
    base?.flags.includes(flag) === true && !(ours.flags.includes(flag) && theirs.flags.includes(flag));
  return [...new Set([...ours.flags, ...theirs.flags])].filter((flag) => !isGone(flag));
}

function contradiction(name: string, ours: Part | undefined, theirs: Part | undefined): AegisError {
  const [here, there] = [ours, theirs].map((part) => (part === undefined ? `no ${name}` : wordOf(part)));
  const word = wordOf(ours ?? theirs ?? { name, choice: null, flags: [] });
  return new AegisError("stack-contradictory", {
    message: `The two branches chose differently: ${here} here, ${there} there.`,
    hint: `Say which shall be: aegis repair "${word}"${ours === undefined || theirs === undefined ? "" : `, or "${wordOf(theirs)}"`}.`,
    details: { first: wordOrNone(ours), second: wordOrNone(theirs) },
  });
}

/** What becomes of one part; undefined where it is asked for no longer. */
function united(name: string, { base, ours, theirs }: TwoStacks): Part | undefined {
  const [before, mine, other] = [base, ours, theirs].map((stack) => askedIn(stack, name));
  if (wordOrNone(mine) === wordOrNone(other)) return mine;
  if (base !== null && wordOrNone(mine) === wordOrNone(before)) return other;
  if (base !== null && wordOrNone(other) === wordOrNone(before)) return mine;
  if (base === null && (mine === undefined || other === undefined)) return mine ?? other;
  if (mine === undefined || other === undefined) throw contradiction(name, mine, other);
  const choices = new Set([mine.choice, other.choice]);
  if (before !== undefined && choices.size > 1) choices.delete(before.choice);
  const [choice = null, ...more] = choices;
  if (more.length > 0) throw contradiction(name, mine, other);
  return { name, choice, flags: flagsOf(before, mine, other) };
}

/**
 * The stack that holds what each of two branches asked for, and lacks what either of them removed. `named` decides what
 * they chose differently. Throws `stack-contradictory` where nothing does.
 */
export function unite(catalog: Catalog, stacks: TwoStacks, named: readonly Part[]): Stack {
  const { ours, theirs } = stacks;
  const names = new Set([...ours.asked, ...theirs.asked, ...named].map(({ name }) => name));
  const asked = [...names].flatMap(
    (name) => named.find((part) => part.name === name) ?? united(name, stacks) ?? [],
  );
  const { packageManager } = ours.packageManager === stacks.base?.packageManager ? theirs : ours;
  const nodePin = ours.nodePin === stacks.base?.nodePin ? theirs.nodePin : ours.nodePin;
  const { vendorsRuntime } = ours.vendorsRuntime === stacks.base?.vendorsRuntime ? theirs : ours;
  return resolve(catalog, { asked, packageManager, nodePin, vendorsRuntime });
}
