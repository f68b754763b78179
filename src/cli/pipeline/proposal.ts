import type { Evolution } from "../../evolve/evolution.ts";
import { type Found, readFound } from "../../evolve/folder.ts";
import type { Project } from "../../evolve/project.ts";
import { type State, stateOf } from "../../evolve/state.ts";
import { readTemplate } from "../../render/archive.ts";
import type { Files } from "../../render/file.ts";
import { render, renderLockfile } from "../../render/render.ts";
import { catalog } from "../../stack/catalog.ts";
import type { Stack } from "../../stack/stack.ts";
import { version } from "../../version.ts";

/** An application as a command found it. */
export interface Opened {
  readonly project: Project;
  readonly stack: Stack;
  /** Of the memory, taken before it was read. */
  readonly fingerprint: string;
}

/** What a command is about to write, and where. */
export interface Intent {
  /** The command as a user types it, without the name of the tool. */
  readonly command: string;
  readonly folder: string;
  readonly name: string;
  /** The application that is there; null where init writes the first one. */
  readonly before: Opened | null;
  readonly after: Stack;
  /** Sentences that explain what comes, goes or stays. */
  readonly notes: readonly string[];
}

/** What a command would do to a folder, complete, before it does any of it. */
export interface Proposal extends Intent {
  /** What the application will remember of its stack. */
  readonly state: State;
  /** Every file as this version writes it. */
  readonly rendered: Files;
  readonly evolution: Evolution;
  /** npm's lock, for a manager that takes its versions over. Computed on request. */
  readonly lockfile: () => string;
}

/** How what is rendered meets what is in the folder, with the sentences to add to the notes. */
export type Planner = (
  rendered: Files,
  state: State,
) => Promise<{ readonly evolution: Evolution; readonly notes: readonly string[] }>;

/** What the folder holds, each path read once: the whole of a plan speaks of the same text. */
export function readerOf(folder: string): (path: string) => Found {
  const known = new Map<string, Found>();
  return (path) => {
    const found = known.get(path) ?? readFound(folder, path);
    known.set(path, found);
    return found;
  };
}

/** Every command that writes an application starts here. The planner is what differs: init has nothing to merge with. */
export async function propose(intent: Intent, planner: Planner): Promise<Proposal> {
  const { name, after } = intent;
  const app = { name };
  const rendered = render(readTemplate(), catalog, after, app);
  const state = stateOf(version, catalog, after, app);
  const { evolution, notes } = await planner(rendered, state);
  return {
    ...intent,
    ...{ state, rendered, evolution },
    lockfile: () => renderLockfile(readTemplate(), catalog, after, app),
    notes: [...intent.notes, ...notes],
  };
}

/** Whether there is nothing to do: no file changes, and nothing new is to be remembered. */
export function isNothing({ evolution }: Proposal): boolean {
  return !evolution.isNew && evolution.plan.every((change) => change.kind === "keep");
}
