import { someOf } from "../../doctor/finding.ts";
import type { BrokenImport } from "../../evolve/broken-imports.ts";
import type { Use } from "../../evolve/uses/uses.ts";
import { catalog } from "../../stack/catalog.ts";
import { holdsText } from "../../stack/condition.ts";
import { entryOf, factsOf, type Stack } from "../../stack/stack.ts";
import { wordOf } from "../../stack/words.ts";
import { version } from "../../version.ts";
import type { Opened } from "../pipeline/proposal.ts";
import { stackChange } from "../pipeline/stack-change.ts";

/** Why a part was added that was not requested. */
export function notesOnAdditions(before: Stack, after: Stack): string[] {
  const { added } = stackChange(before, after);
  return after.additions.filter(({ part }) => added.includes(wordOf(part))).map(({ sentence }) => sentence);
}

/** What goes although it was not named, and how it could stay. */
export function notesOnRemovals(before: Stack, after: Stack, named: readonly string[]): string[] {
  const gone = before.parts.filter((part) => !after.parts.some((each) => each.name === part.name));
  return gone
    .filter((part) => !named.includes(part.name))
    .map((part) => {
      const addition = before.additions.find((each) => each.part.name === part.name);
      if (addition === undefined) return `${wordOf(part)} goes too: it cannot be without what goes.`;
      return `${wordOf(part)} goes too: only ${addition.by.join(" and ")} required it. To keep it, run "aegis add ${part.name}" first.`;
    });
}

/** What an option that changes leaves to the owner. */
export function notesOnOptions(before: Stack, after: Stack): string[] {
  return stackChange(before, after).changed.flatMap(({ from, to }) => {
    const sentence = `${from} becomes ${to}.`;
    if (!from.startsWith("database[")) return [sentence];
    return [
      `${sentence} No row is carried over, and migrations are written for one engine: move migrations/ away, run db:generate, and follow the guide that \`docs database\` of the application's command shows.`,
    ];
  });
}

/** What stays of what goes, and where it lies. */
export function notesOnData(before: Stack, after: Stack): string[] {
  const gone = before.parts.filter((part) => !after.parts.some((each) => each.name === part.name));
  const facts = factsOf(before);
  return gone.flatMap((part) =>
    entryOf(catalog, part.name)
      .outlives.filter(({ when }) => holdsText(when, facts))
      .map(({ name, gives }) => `Stays: ${name} (${gives}).`),
  );
}

/** What of the owner's stays and no longer compiles, since what it imports goes. */
export function notesOnBroken(broken: readonly BrokenImport[]): string[] {
  return broken.map(
    ({ path, imports }) =>
      `Yours stays, and will not compile: ${path} imports ${imports.join(" and ")}, which ${imports.length === 1 ? "goes" : "go"}.`,
  );
}

const sentenceOn: Record<Use["what"], (name: string, by: string) => string> = {
  package: (name, by) => `${name} stays in package.json, since yours uses it: ${by}.`,
  file: (name, by) => `Yours names what goes: ${by} names ${name}.`,
  script: (name, by) => `The script ${name} goes, and yours runs it: ${by}.`,
  setting: (name, by) => `${name} is no setting any more, and yours reads it: ${by}.`,
  container: (name, by) => `The container ${name} goes, and yours names it: ${by}.`,
};

/** What goes and is used by the owner's own lines: what of it stays, and what he has to look at. */
export function notesOnUses(uses: readonly Use[]): string[] {
  return uses.map(({ what, name, by }) => sentenceOn[what](name, someOf(by)));
}

/** Defaults that would be other ones now, such as a store that has become possible. */
export function hintsAfter(before: Stack, after: Stack): string[] {
  const facts = factsOf(after);
  const { added } = stackChange(before, after);
  if (added.length === 0) return [];
  return after.parts.flatMap((part) => {
    const usual = entryOf(catalog, part.name).defaults.find(({ when }) => holdsText(when, facts))?.choice;
    const isOld = before.parts.some((each) => wordOf(each) === wordOf(part));
    const usualBefore = entryOf(catalog, part.name).defaults.find(({ when }) =>
      holdsText(when, factsOf(before)),
    )?.choice;
    if (!isOld || usual === undefined || usual === part.choice || usual === usualBefore) return [];
    return [
      `${wordOf(part)} stays as it is; it could be ${part.name}[${usual}] now: aegis add "${part.name}[${usual}]"`,
    ];
  });
}

/** That a command of a later version brings the application to that version as well. */
export function notesOnVersion({ project }: Opened): string[] {
  const { aegis } = project.state;
  return aegis === version
    ? []
    : [`The application was of aegis ${aegis}; this brings it to ${version}, as "aegis update" does.`];
}

/** Whether the engine of the database changes: migrations of one are nothing for the other. */
export function changesEngine(before: Stack, after: Stack): boolean {
  return stackChange(before, after).changed.some(({ from }) => from.startsWith("database["));
}
