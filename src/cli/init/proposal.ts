import { kindOfFolder, readFound } from "../../evolve/folder.ts";
import { type Plan, planChanges } from "../../evolve/plan.ts";
import { type State, stateOf, withState } from "../../evolve/state.ts";
import type { Files } from "../../render/file.ts";
import type { Manifest } from "../../render/manifest.ts";
import { render, renderLockfile, renderManifest } from "../../render/render.ts";
import { catalog } from "../../stack/catalog.ts";
import type { Stack } from "../../stack/stack.ts";
import { version } from "../../version.ts";

/** What init would do, complete, before it does any of it. */
export interface Proposal {
  readonly name: string;
  readonly folder: string;
  readonly stack: Stack;
  readonly state: State;
  readonly manifest: Manifest;
  /** npm's lock, for a manager that takes its versions over. Made when asked for. */
  readonly lockfile: () => string;
  readonly plan: Plan;
}

export function propose(template: Files, name: string, folder: string, stack: Stack): Proposal {
  const app = { name };
  const state = stateOf(version, catalog, stack, app);
  const kind = kindOfFolder(folder);
  // A thousand questions about a folder that holds nothing would take a third of the time.
  const isThere = kind !== "absent" && kind !== "empty";
  const files = withState(render(template, catalog, stack, app), state);
  return {
    name,
    folder,
    stack,
    state,
    manifest: renderManifest(template, catalog, stack, app),
    lockfile: () => renderLockfile(template, catalog, stack, app),
    plan: planChanges({
      base: new Map(),
      theirs: files,
      ours: isThere ? (path) => readFound(folder, path) : () => "absent",
    }),
  };
}
