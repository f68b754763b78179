import { type Pending, undecided } from "../../evolve/pending.ts";
import { RUNTIME_FOLDER } from "../../runtime.ts";
import { catalog } from "../../stack/catalog.ts";
import { entryOf, type Stack } from "../../stack/stack.ts";
import { wordOf } from "../../stack/words.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import { version } from "../../version.ts";
import { type Edit, editsOf } from "./edits.ts";
import { openWritten } from "./open.ts";

function describePending(folder: string, pending: Pending | null) {
  if (pending === null) return null;
  const left = undecided(folder, pending);
  return {
    command: pending.command,
    conflicts: pending.conflicts.map(({ path, places }) => ({
      path,
      places,
      undecided: left.find((each) => each.path === path)?.lines ?? [],
    })),
  };
}

function partLines(stack: Stack): string[] {
  return stack.parts.map((part) => {
    const addition = stack.additions.find((each) => each.part.name === part.name);
    const why = entryOf(catalog, part.name).always
      ? "always"
      : addition === undefined
        ? "asked for"
        : `with ${addition.by.join(", ")}`;
    return `  ${wordOf(part).padEnd(20)} ${colours.dim(why)}`;
  });
}

function pendingLines(pending: ReturnType<typeof describePending>): string[] {
  if (pending === null) return [];
  const files = pending.conflicts.map(({ path, undecided }) =>
    undecided.length === 0
      ? `  ${path} ${colours.dim("(no markers left)")}`
      : `  ${colours.red("!")} ${path}:${undecided.join(", ")}`,
  );
  return [
    "",
    `${colours.red("Conflicts")} of "aegis ${pending.command}" wait:`,
    ...files,
    '  Resolve them and run "aegis continue", or "aegis abort".',
  ];
}

function editLines(edits: readonly Edit[]): string[] {
  if (edits.length === 0) return ["", "Everything is as it was written."];
  const words = { edited: "edited", deleted: "deleted", elsewhere: "a folder or a link now" } as const;
  return [
    "",
    `${edits.length} ${edits.length === 1 ? "file" : "files"} not as written ("aegis diff" shows how):`,
    ...edits.map(({ path, edit }) => `  ${path} ${colours.dim(`(${words[edit]})`)}`),
  ];
}

/** Shows what the application is made of, what its owner changed, and what waits. */
export function status(terminal: Terminal): void {
  const { project, stack, pending: waiting } = openWritten(terminal);
  const { folder, state } = project;
  const pending = describePending(folder, waiting);
  const edits = editsOf(project);
  terminal.printResult({
    folder,
    name: state.name,
    aegis: { project: state.aegis, command: version },
    stack: { parts: stack.parts.map(wordOf), asked: stack.asked.map(wordOf) },
    packageManager: state.packageManager,
    runtime: state.runtime ?? "package",
    additions: stack.additions.map(({ sentence }) => sentence),
    edits: edits.map(({ path, edit }) => ({ path, edit })),
    pending,
  });
  if (terminal.asJson) return;
  const older = state.aegis === version ? "" : ` (this is ${version}: "aegis update" brings it there)`;
  const vendored = stack.vendorsRuntime ? `, with the runtime's sources in ${RUNTIME_FOLDER}/` : "";
  terminal.say(`${colours.bold(state.name)} in ${folder}`);
  terminal.say(`  aegis ${state.aegis}${older}, ${state.packageManager}${vendored}`);
  for (const line of [...partLines(stack), ...editLines(edits), ...pendingLines(pending)]) terminal.say(line);
}
