import { AegisError } from "../../errors.ts";
import { type Project, readProject } from "../../evolve/project.ts";
import type { State } from "../../evolve/state.ts";
import { catalog } from "../../stack/catalog.ts";
import { resolve } from "../../stack/resolve.ts";
import type { Stack } from "../../stack/stack.ts";
import { parseWord, wordOf } from "../../stack/words.ts";

/** The stack that a project remembers. */
export function stackOf({ state }: { readonly state: State }): Stack {
  const { components, services, packageManager, nodePin, runtime } = state;
  const asked = [
    ...components.map((word) => parseWord(catalog, "component", word)),
    ...services.map((word) => parseWord(catalog, "service", word)),
  ];
  return resolve(catalog, { asked, packageManager, nodePin, vendorsRuntime: runtime === "vendored" });
}

/** Everything of a state that decides what is written, but for the version. */
function madeOf(state: State, asWritten: boolean): string {
  const { name, packageManager, nodePin, runtime, components, services } = state;
  const words = asWritten ? stackOf({ state }).asked.map(wordOf) : [...components, ...services].sort();
  return JSON.stringify([name, packageManager, nodePin, runtime ?? null, words]);
}

/** Whether two states describe one application, in whatever order and form their words are written. */
export function sameApplication(one: State, other: State): boolean {
  if (madeOf(one, false) === madeOf(other, false)) return true;
  try {
    return madeOf(one, true) === madeOf(other, true);
  } catch {
    return false;
  }
}

const list = ({ components, services }: State): string =>
  [...components, ...services].join(", ") || "nothing";

/**
 * aegis.json and the base are two files, and can be changed, merged or taken back one without the other.
 * Throws `project-stack-differs` or `project-version-differs` when they do not speak of the same application.
 */
function requireBound({ folder, state, writtenFor }: Project): void {
  if (writtenFor === null) return;
  if (!sameApplication(state, writtenFor)) {
    const parts = list(state) === list(writtenFor) ? "" : `: ${list(state)} there, ${list(writtenFor)} here`;
    throw new AegisError("project-stack-differs", {
      message: `aegis.json does not describe the application that .aegis/base was written for${parts}. One of them was edited or merged without the other.`,
      hint: 'Run "aegis repair": it brings the files to message aegis.json says; --dry-run shows how. Or take aegis.json back with git, and use "aegis add" and "aegis remove".',
      details: { folder, stated: state, written: writtenFor },
    });
  }
  if (state.aegis === writtenFor.aegis) return;
  throw new AegisError("project-version-differs", {
    message: `aegis.json says that the application is of aegis ${state.aegis}, and .aegis/base was written by ${writtenFor.aegis}. One of them was edited or merged without the other.`,
    hint: 'Run "aegis repair": it brings the files to the version of aegis that runs; --dry-run shows how.',
    details: { folder, stated: state.aegis, written: writtenFor.aegis },
  });
}

/** What the application in a folder remembers, and that it agrees with itself. */
export function openMemory(folder: string): { readonly project: Project; readonly stack: Stack } {
  const project = readProject(folder);
  const stack = stackOf(project);
  requireBound(project);
  return { project, stack };
}
