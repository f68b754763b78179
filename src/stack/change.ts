import { AegisError } from "../errors.ts";
import type { Catalog } from "./entry.ts";
import { resolve } from "./resolve.ts";
import { entryOf, type Stack } from "./stack.ts";
import { type Part, wordOf } from "./words.ts";

const withNew = (before: Part, more: Part): Part => ({
  name: before.name,
  choice: more.choice ?? before.choice,
  flags: [...new Set([...before.flags, ...more.flags])],
});

function resolved(catalog: Catalog, stack: Stack, asked: readonly Part[]): Stack {
  const { packageManager, nodePin, vendorsRuntime } = stack;
  return resolve(catalog, { asked, packageManager, nodePin, vendorsRuntime });
}

/**
 * The stack with more asked for. An option of a part that is there already takes the place of the one that it had;
 * a part that had come along keeps its option, unless another is named, and is asked for from now on.
 */
export function addTo(catalog: Catalog, stack: Stack, more: readonly Part[]): Stack {
  const asked = new Map(stack.asked.map((part) => [part.name, part]));
  for (const part of more) {
    if (entryOf(catalog, part.name).always) continue;
    const before = asked.get(part.name) ?? stack.parts.find((each) => each.name === part.name);
    asked.set(part.name, before === undefined ? part : withNew(before, part));
  }
  return resolved(catalog, stack, [...asked.values()]);
}

function requireRemovable(catalog: Catalog, stack: Stack, part: Part): void {
  const entry = entryOf(catalog, part.name);
  const word = wordOf(part);
  if (entry.always) {
    throw new AegisError("part-always", {
      message: `${part.name} is part of every application.`,
      hint: `Leave it out; "aegis status" says what can be removed.`,
      details: { part: part.name },
    });
  }
  const present = stack.parts.find((each) => each.name === part.name);
  if (part.choice === null || present === undefined || present.choice === part.choice) return;
  throw new AegisError("option-not-removable", {
    message: `This application has ${wordOf(present)}, not ${word}.`,
    hint: `Name it without its option to remove it: aegis remove ${part.name}.`,
    details: { part: word, present: wordOf(present) },
  });
}

/** Naming only what stands beside the option takes that away; anything else means the whole part. */
const isWhole = (part: Part) => part.choice !== null || part.flags.length === 0;

function without(asked: readonly Part[], less: readonly Part[]): Part[] {
  return asked.flatMap((part) => {
    const gone = less.find((each) => each.name === part.name);
    if (gone === undefined) return [part];
    if (isWhole(gone)) return [];
    return [{ ...part, flags: part.flags.filter((flag) => !gone.flags.includes(flag)) }];
  });
}

export interface Removal {
  readonly stack: Stack;
  /** What was asked for and goes because it cannot be without what goes. */
  readonly cascaded: readonly Part[];
}

function requiredBy(catalog: Catalog, stack: Stack, part: Part): Part[] {
  const needs = stack.asked.filter((asked) =>
    resolved(catalog, stack, [asked]).parts.some((each) => each.name === part.name),
  );
  const named = stack.additions.find((addition) => addition.part.name === part.name)?.by ?? [];
  return needs.length > 0 ? needs : stack.asked.filter((asked) => named.includes(wordOf(asked)));
}

function refusal(part: Part, by: readonly Part[]): AegisError {
  const words = by.map(wordOf);
  return new AegisError("part-required", {
    message: `${part.name} is required by ${words.join(" and ")}.`,
    hint: `Remove ${words.length === 1 ? "it" : "them"} as well with --cascade, or first give ${words.length === 1 ? "it" : "them"} an option that does without.`,
    details: { part: part.name, requiredBy: words },
  });
}

/** What stays because something else requires it keeps the option that it had: data lies there. */
function keepingOptions(catalog: Catalog, before: Stack, after: Stack): Stack {
  const had = (part: Part) => before.parts.find((each) => each.name === part.name);
  const changed = after.additions.flatMap(({ part }) => {
    const old = had(part);
    return old !== undefined && wordOf(old) !== wordOf(part) ? [old] : [];
  });
  return changed.length === 0 ? after : resolved(catalog, after, [...after.asked, ...changed]);
}

/**
 * The stack with less asked for; what had come along only for that goes with it. Flags in brackets are taken from
 * their part instead. Throws `part-required` where something else cannot be without it, unless that may go as well.
 */
export function removeFrom(catalog: Catalog, stack: Stack, less: readonly Part[], cascade: boolean): Removal {
  for (const part of less) requireRemovable(catalog, stack, part);
  const whole = less.filter(isWhole);
  let after = resolved(catalog, stack, without(stack.asked, less));
  const cascaded: Part[] = [];
  for (;;) {
    const left = whole.find((part) => after.parts.some((each) => each.name === part.name));
    if (left === undefined) break;
    const by = requiredBy(catalog, after, left);
    if (!cascade || by.length === 0) throw refusal(left, by);
    cascaded.push(...by);
    after = resolved(
      catalog,
      stack,
      after.asked.filter((part) => !by.includes(part)),
    );
  }
  return { stack: keepingOptions(catalog, stack, after), cascaded };
}
