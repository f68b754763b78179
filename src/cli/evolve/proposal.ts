import { brokenImports } from "../../evolve/broken-imports.ts";
import { changedByBoth, type Evolution, evolve } from "../../evolve/evolution.ts";
import { type Found, filesIn, isCodePath, readFound } from "../../evolve/folder.ts";
import { stateOf } from "../../evolve/state.ts";
import { loadSyntax } from "../../evolve/syntax/syntax.ts";
import { goingBetween, isNothingGoing } from "../../evolve/uses/going.ts";
import { ownTexts } from "../../evolve/uses/own-texts.ts";
import { withUses } from "../../evolve/uses/used-by.ts";
import { type Use, usesOf } from "../../evolve/uses/uses.ts";
import { readTemplate } from "../../render/archive.ts";
import type { Files } from "../../render/file.ts";
import { render, renderLockfile } from "../../render/render.ts";
import { catalog } from "../../stack/catalog.ts";
import type { Stack } from "../../stack/stack.ts";
import { version } from "../../version.ts";
import { notesOnBroken, notesOnUses } from "./notes.ts";
import type { Opened } from "./open.ts";

/** What a command would do to an application, complete, before it does any of it. */
export interface Proposal extends Opened {
  /** The command as a person types it, without the name of the tool. */
  readonly command: string;
  readonly after: Stack;
  readonly evolution: Evolution;
  /** npm's lock, for a manager that takes its versions over. Made when asked for. */
  readonly lockfile: () => string;
  /** Sentences that explain what comes, goes or stays. */
  readonly notes: readonly string[];
}

let read: Files | null = null;

/** The template of this command, read once. */
export function ownTemplate(): Files {
  read ??= readTemplate();
  return read;
}

/** What the folder holds, each path read once: the whole of a plan speaks of the same text. */
export function readerOf(folder: string): (path: string) => Found {
  const known = new Map<string, Found>();
  return (path) => {
    const found = known.get(path) ?? readFound(folder, path);
    known.set(path, found);
    return found;
  };
}

export async function propose(
  opened: Opened,
  command: string,
  after: Stack,
  notes: readonly string[],
): Promise<Proposal> {
  const template = ownTemplate();
  const app = { name: opened.project.state.name };
  const rendered = render(template, catalog, after, app);
  const state = stateOf(version, catalog, after, app);
  const { folder } = opened.project;
  const ours = readerOf(folder);
  const { base } = opened.project;
  const paths = once(() => filesIn(folder));
  const uses = usesBetween(base, rendered, paths, ours);
  const kept = new Set(uses.filter(({ what }) => what === "package").map(({ name }) => name));
  const syntax = await loadSyntax(changedByBoth(base, rendered, ours));
  const evolved = evolve(opened.project, ours, rendered, state, syntax, kept);
  const sources = () => paths().filter(isCodePath);
  const evolution = { ...evolved, plan: withUses(evolved.plan, paths, ours) };
  return {
    ...opened,
    command,
    after,
    evolution,
    lockfile: () => renderLockfile(template, catalog, after, app),
    notes: [...notes, ...notesOnUses(uses), ...notesOnBroken(brokenImports(evolution.plan, sources, ours))],
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What goes and is used by what the owner wrote. An application is only searched when something goes. */
function usesBetween(
  base: Files,
  rendered: Files,
  paths: () => readonly string[],
  ours: (path: string) => Found,
): Use[] {
  const going = goingBetween(base, rendered);
  if (isNothingGoing(going)) return [];
  const stays = new Set([...paths().filter((path) => !going.files.has(path)), ...rendered.keys()]);
  return usesOf(going, ownTexts(paths(), base, ours), stays);
}

/** Whether there is nothing to do: no file changes, and nothing new is to be remembered. */
export function isNothing({ evolution }: Proposal): boolean {
  return !evolution.isNew && evolution.plan.every((change) => change.kind === "keep");
}
