import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { remember, stateOf } from "../../src/evolve/state.ts";
import { catalog } from "../../src/stack/catalog.ts";
import { wordOf } from "../../src/stack/words.ts";
import { version } from "../../src/version.ts";
import { type Rendered, stacks } from "../matrix/stacks.ts";
import { createWorkspace } from "../matrix/workspace.ts";

const always = 3;

/** The stack of exactly these words, in the catalog's order, beside what is always there. */
export function stackOf(words: readonly string[]): Rendered {
  const found = stacks.find(({ stack }) => stack.parts.slice(always).map(wordOf).join() === words.join());
  if (found === undefined) throw new Error(`no stack of ${words}`);
  return found;
}

/** An application with its packages, and with what it remembers of how it was made. */
export function rememberingWorkspace(rendered: Rendered): string {
  const folder = createWorkspace(rendered);
  for (const [path, { executable }] of rendered.files) if (executable) chmodSync(join(folder, path), 0o755);
  const state = stateOf(version, catalog, rendered.stack, { name: "matrix-app" });
  for (const [path, { content }] of remember(rendered.files, state)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
