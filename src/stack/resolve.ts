import { AegisError } from "../errors.ts";
import { requireAvailable } from "./available.ts";
import { holdsText } from "./condition.ts";
import type { Catalog, Entry, Requirement } from "./entry.ts";
import { type Addition, entryOf, factsOf, type PackageManager, type Stack } from "./stack.ts";
import { type Part, parseWord, wordOf } from "./words.ts";

export interface Request {
  readonly asked: readonly Part[];
  readonly packageManager: PackageManager;
  readonly nodePin: boolean;
  /** Absent: no. */
  readonly vendorsRuntime?: boolean;
}

interface Draft {
  readonly catalog: Catalog;
  readonly request: Request;
  readonly parts: Map<string, Part>;
}

function contradiction(before: Part, after: Part, reason: string): AegisError {
  return new AegisError("stack-contradictory", {
    message: `${wordOf(after)} and ${wordOf(before)} cannot be combined${reason}.`,
    hint: `Keep one of them: ${wordOf(after)} or ${wordOf(before)}.`,
    details: { first: wordOf(before), second: wordOf(after) },
  });
}

/** Both parts in one, which is only possible while at most one of them has chosen. */
function merged(before: Part | undefined, after: Part, reason: string): Part {
  if (before === undefined) return after;
  if (before.choice !== null && after.choice !== null && before.choice !== after.choice) {
    throw contradiction(before, after, reason);
  }
  const flags = [...new Set([...before.flags, ...after.flags])];
  return { name: before.name, choice: before.choice ?? after.choice, flags };
}

function factsSoFar(draft: Draft): Set<string> {
  const { packageManager, nodePin, vendorsRuntime = false } = draft.request;
  return factsOf({ parts: [...draft.parts.values()], packageManager, nodePin, vendorsRuntime });
}

function bring(draft: Draft, requirement: Requirement): void {
  const kind = entryOf(draft.catalog, requirement.needs.replace(/\[.*/, "")).kind;
  const needed = parseWord(draft.catalog, kind, requirement.needs);
  draft.parts.set(needed.name, merged(draft.parts.get(needed.name), needed, `: ${requirement.because}`));
}

function bringAllRequired(draft: Draft): void {
  let size: string;
  do {
    size = [...draft.parts.values()].map(wordOf).join();
    for (const part of [...draft.parts.values()]) {
      const facts = factsSoFar(draft);
      for (const requirement of entryOf(draft.catalog, part.name).requires) {
        if (holdsText(requirement.when, facts)) bring(draft, requirement);
      }
    }
  } while (size !== [...draft.parts.values()].map(wordOf).join());
}

// A default that depends on the rest of the stack is decided after those that do not.
function nextUndecided(draft: Draft): Entry | undefined {
  const undecided = draft.catalog.entries.filter(
    (entry) => entry.choices.length > 0 && draft.parts.get(entry.name)?.choice === null,
  );
  return undecided.find((entry) => entry.defaults.every((each) => each.when === undefined)) ?? undecided[0];
}

function decide(draft: Draft, entry: Entry): void {
  const facts = factsSoFar(draft);
  const choice = entry.defaults.find((each) => holdsText(each.when, facts))?.choice;
  const part = draft.parts.get(entry.name);
  if (choice === undefined || part === undefined)
    throw new Error(`"${entry.name}" has no default that holds.`);
  draft.parts.set(entry.name, { ...part, choice });
}

/** Of a group of flags, the one that is taken where none was named. In the catalog's order, as flags always are. */
function completeFlags(draft: Draft): void {
  for (const part of [...draft.parts.values()]) {
    const { flags, flagGroups } = entryOf(draft.catalog, part.name);
    const missing = flagGroups.filter((group) => !group.flags.some((flag) => part.flags.includes(flag)));
    if (missing.length === 0) continue;
    const taken = new Set([...part.flags, ...missing.map(({ otherwise }) => otherwise)]);
    const inOrder = flags.map(({ name }) => name).filter((name) => taken.has(name));
    draft.parts.set(part.name, { ...part, flags: inOrder });
  }
}

/** Every reason for which a part came along: its wording does not depend on the order of anything. */
function additionFor(draft: Draft, part: Part): Addition {
  const facts = factsSoFar(draft);
  const reasons = [...draft.parts.values()]
    .flatMap((other) =>
      entryOf(draft.catalog, other.name).requires.map((each) => ({ by: wordOf(other), ...each })),
    )
    .filter((each) => each.needs.replace(/\[.*/, "") === part.name && holdsText(each.when, facts));
  const because = reasons.map((reason) => reason.because).join(" and ");
  return { part, by: reasons.map((reason) => reason.by), sentence: `${wordOf(part)}, because ${because}.` };
}

/**
 * Completes what was asked for: brings along whatever it requires, with a sentence for each addition, and decides
 * every option left open. One rule for flags and prompts, whatever the order of the words.
 * Throws `stack-contradictory` or `stack-planned`.
 */
export function resolve(catalog: Catalog, request: Request): Stack {
  const draft: Draft = { catalog, request, parts: new Map() };
  const always = catalog.entries.filter((entry) => entry.always);
  for (const entry of always) draft.parts.set(entry.name, { name: entry.name, choice: null, flags: [] });
  for (const part of request.asked) draft.parts.set(part.name, merged(draft.parts.get(part.name), part, ""));
  for (const part of draft.parts.values()) requireAvailable(catalog, part);
  bringAllRequired(draft);
  completeFlags(draft);
  for (let entry = nextUndecided(draft); entry !== undefined; entry = nextUndecided(draft)) {
    decide(draft, entry);
    bringAllRequired(draft);
  }
  for (const part of draft.parts.values()) requireAvailable(catalog, part);

  const inOrder = catalog.entries.flatMap((entry) => draft.parts.get(entry.name) ?? []);
  const isAsked = (part: Part) => request.asked.some((asked) => asked.name === part.name);
  const choosable = inOrder.filter((part) => !entryOf(catalog, part.name).always);
  return {
    asked: choosable.filter(isAsked),
    parts: inOrder,
    additions: choosable.filter((part) => !isAsked(part)).map((part) => additionFor(draft, part)),
    packageManager: request.packageManager,
    nodePin: request.nodePin,
    vendorsRuntime: request.vendorsRuntime ?? false,
  };
}
