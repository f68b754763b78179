import { join } from "node:path";
import { templateFiles } from "../../scripts/template-files.ts";
import { evolve } from "../../src/evolve/evolution.ts";
import type { Found } from "../../src/evolve/folder.ts";
import type { Plan } from "../../src/evolve/plan.ts";
import { remember, type State, stateOf } from "../../src/evolve/state.ts";
import { loadSyntax } from "../../src/evolve/syntax/syntax.ts";
import { unpack } from "../../src/render/archive.ts";
import type { File, Files } from "../../src/render/file.ts";
import { render } from "../../src/render/render.ts";
import { catalog } from "../../src/stack/catalog.ts";
import { addTo, removeFrom } from "../../src/stack/change.ts";
import { resolve } from "../../src/stack/resolve.ts";
import type { Stack } from "../../src/stack/stack.ts";
import { parseAnyWord, splitWords } from "../../src/stack/words.ts";

export const template: Files = templateFiles(join(import.meta.dirname, "../../template"));
export const version = "1.0.0";

/** Every language that a file of an application is written in. */
export const syntax = await loadSyntax(template.keys());

/** An application that was written and that lives in memory: many cases in the time of one on a disk. */
export interface Application {
  readonly files: ReadonlyMap<string, File>;
  readonly stack: Stack;
  readonly state: State;
  readonly base: Files;
}

export const partsOf = (words: string) => splitWords(words).map((word) => parseAnyWord(catalog, word));

export function stackOf(words: string): Stack {
  return resolve(catalog, { asked: partsOf(words), packageManager: "npm", nodePin: false });
}

function withMemory(rendered: Files, stack: Stack): Application {
  const state = stateOf(version, catalog, stack, { name: "shop" });
  return { files: rendered, stack, state, base: rendered };
}

/** What init writes. */
export function init(words: string, from: Files = template): Application {
  const stack = stackOf(words);
  return withMemory(render(from, catalog, stack, { name: "shop" }), stack);
}

export const add = (words: string) => (stack: Stack) => addTo(catalog, stack, partsOf(words));
export const remove =
  (words: string, cascade = false) =>
  (stack: Stack) =>
    removeFrom(catalog, stack, partsOf(words), cascade).stack;
export const same = (stack: Stack) => stack;

export interface Evolved {
  readonly application: Application;
  readonly plan: Plan;
  /** Whether there is anything to write or to remember. */
  readonly changes: boolean;
}

/** Carries a change of the stack, or of the template, through the engine. A conflict stays in its file, marked. */
export function evolved(
  application: Application,
  change: (stack: Stack) => Stack,
  to: Files = template,
): Evolved {
  const stack = change(application.stack);
  const rendered = render(to, catalog, stack, { name: "shop" });
  const ours = (path: string): Found => application.files.get(path) ?? "absent";
  const after = withMemory(rendered, stack);
  const project = { ...application, folder: "/", notes: {} };
  const { plan, isNew } = evolve(project, ours, rendered, after.state, syntax);
  const files = new Map(application.files);
  for (const { path, kind, file, conflicts } of plan) {
    if (kind === "delete") files.delete(path);
    else if (kind !== "keep" && !(kind === "conflict" && conflicts === 0)) files.set(path, file);
  }
  const writes = plan.some(({ kind }) => kind !== "keep");
  return { application: { ...after, files }, plan, changes: writes || isNew };
}

/** What a project would remember, unpacked: for what is looked at as a whole. */
export function memoryOf({ base, state }: Application): Record<string, unknown> {
  const files = remember(base, state);
  const packed = files.get(".aegis/base")?.content;
  if (packed === undefined || typeof packed === "string") throw new Error("the base is not packed");
  return { base: [...unpack(packed)].sort(), state };
}

/** The files by path, as one thing to compare. */
export const listed = ({ files }: Application): [string, File][] =>
  [...files].sort(([one], [other]) => (one < other ? -1 : 1));

export function edited(
  application: Application,
  edits: Readonly<Record<string, string | Uint8Array | null>>,
): Application {
  const files = new Map(application.files);
  for (const [path, content] of Object.entries(edits)) {
    if (content === null) files.delete(path);
    else files.set(path, { content, executable: files.get(path)?.executable ?? false });
  }
  return { ...application, files };
}

export function textIn({ files }: Application, path: string): string {
  const content = files.get(path)?.content;
  if (typeof content !== "string") throw new Error(`${path} is not a text file`);
  return content;
}
