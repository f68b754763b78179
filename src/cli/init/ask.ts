import { holdsText } from "../../stack/condition.ts";
import type { Catalog, Choice, Entry, Kind } from "../../stack/entry.ts";
import type { Part } from "../../stack/words.ts";
import { type Back, back, type Offered, type Prompts } from "../../terminal/prompts.ts";

/** What has been answered so far. A list is null until its question was answered. */
export interface Selection {
  readonly name: string | null;
  readonly components: readonly Part[] | null;
  readonly services: readonly Part[] | null;
}

/** One question. `applies` looks at the selection before it, so that going back and changing one changes what follows. */
export interface Step {
  applies(selection: Selection): boolean;
  ask(selection: Selection): Promise<Selection | Back>;
}

const lists = { component: "components", service: "services" } as const;

function offeredEntry(entry: Entry): Offered<string> {
  const brings = [...new Set(entry.requires.map((requirement) => requirement.needs))];
  const hints = [
    brings.length === 0 ? "" : `may bring ${brings.join(", ")}`,
    entry.pairsWell.length === 0 ? "" : `pairs well with ${entry.pairsWell.join(", ")}`,
  ];
  const planned = entry.status === "planned";
  return {
    value: entry.name,
    label: `${entry.name}: ${entry.gives}${planned ? " (planned)" : ""}`,
    hint: hints.filter((hint) => hint !== "").join("; "),
    disabled: planned,
  };
}

function offeredOption(entry: Entry, option: Choice): Offered<string> {
  const brings = entry.requires.filter((each) => each.when?.includes(`${entry.name}=${option.name}`));
  const hint = brings.map(({ needs, because }) => `brings ${needs}, because ${because}`).join("; ");
  const disabled = option.status === "planned";
  return {
    value: option.name,
    label: `${option.name}: ${option.gives}${disabled ? " (planned)" : ""}`,
    hint,
    disabled,
  };
}

function withPart(parts: readonly Part[] | null, part: Part): Part[] {
  return (parts ?? []).map((each) => (each.name === part.name ? part : each));
}

function whichStep(catalog: Catalog, kind: Kind, prompts: Prompts): Step {
  const list = lists[kind];
  const entries = catalog.entries.filter((entry) => entry.kind === kind && !entry.always);
  return {
    applies: () => entries.some((entry) => entry.status === "available"),
    async ask(selection) {
      const before = selection[list] ?? [];
      const names = before.map((part) => part.name);
      const chosen = await prompts.many(`Which ${list}? None is fine.`, entries.map(offeredEntry), names);
      if (chosen === back) return back;
      const parts = chosen.map(
        (name) => before.find((part) => part.name === name) ?? { name, choice: null, flags: [] },
      );
      return { ...selection, [list]: parts };
    },
  };
}

function defaultOf(entry: Entry, { components, services }: Selection): string | undefined {
  const facts = new Set([...(components ?? []), ...(services ?? [])].map((part) => part.name));
  return entry.defaults.find((each) => holdsText(each.when, facts))?.choice;
}

function choiceStep(entry: Entry, prompts: Prompts): Step {
  const list = lists[entry.kind];
  return {
    applies: (selection) =>
      entry.choices.length > 0 && (selection[list] ?? []).some((part) => part.name === entry.name),
    async ask(selection) {
      const part = selection[list]?.find((each) => each.name === entry.name);
      if (part === undefined) return selection;
      const offered = entry.choices.map((option) => offeredOption(entry, option));
      const initial = part.choice ?? defaultOf(entry, selection);
      const choice = await prompts.one(`${entry.title}: which?`, offered, initial);
      return choice === back
        ? back
        : { ...selection, [list]: withPart(selection[list], { ...part, choice }) };
    },
  };
}

function flagsStep(entry: Entry, prompts: Prompts): Step {
  const list = lists[entry.kind];
  return {
    applies: (selection) =>
      entry.flags.length > 0 && (selection[list] ?? []).some((part) => part.name === entry.name),
    async ask(selection) {
      const part = selection[list]?.find((each) => each.name === entry.name);
      if (part === undefined) return selection;
      const offered = entry.flags.map((option) => offeredOption(entry, option));
      const flags = await prompts.many(`${entry.title}: anything more?`, offered, part.flags);
      return flags === back ? back : { ...selection, [list]: withPart(selection[list], { ...part, flags }) };
    },
  };
}

/** The questions about one kind: which of them, then the options of each that was chosen. */
export function stepsAbout(catalog: Catalog, kind: Kind, prompts: Prompts): Step[] {
  const withOptions = catalog.entries.filter((entry) => entry.kind === kind);
  return [
    whichStep(catalog, kind, prompts),
    ...withOptions.flatMap((entry) => [choiceStep(entry, prompts), flagsStep(entry, prompts)]),
  ];
}

/** Asks one question after the other. `back` leads to the one before; before the first one there is only the first. */
export async function walk(steps: readonly Step[], start: Selection): Promise<Selection> {
  let selection = start;
  const asked: number[] = [];
  for (let at = 0; at < steps.length; ) {
    const step = steps[at];
    if (step === undefined || !step.applies(selection)) {
      at++;
      continue;
    }
    const next = await step.ask(selection);
    if (next === back) at = asked.pop() ?? at;
    else {
      selection = next;
      asked.push(at);
      at++;
    }
  }
  return selection;
}
