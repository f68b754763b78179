import { AegisError } from "../errors.ts";
import type { Found } from "../evolve/folder.ts";
import { nearest } from "../stack/nearest.ts";
import type { Name } from "./name.ts";
import type { Wiring } from "./wire.ts";
import { aboutKind, type MakeKind, makeKinds } from "./words.ts";

/** The kind that a word names. Throws `make-kind-unknown`. */
export function requireKind(word: string): MakeKind {
  const kind = makeKinds.find((each) => each === word);
  if (kind !== undefined) return kind;
  const meant = nearest(word, makeKinds);
  throw new AegisError("make-kind-unknown", {
    message: `"${word}" is not something that aegis can make.`,
    hint: `${meant === null ? "" : `Did you mean ${meant}? `}Choose one of ${makeKinds.join(", ")}.`,
    details: { given: word, allowed: makeKinds },
  });
}

/** Throws `make-component-missing` where the application lacks the component that the kind lives in. */
export function requireComponent(kind: MakeKind, has: ReadonlySet<string>): void {
  const { needs } = aboutKind(kind);
  if (needs === undefined || has.has(needs)) return;
  throw new AegisError("make-component-missing", {
    message: `A ${kind} lives in the component "${needs}", and this application has none.`,
    hint: `Add it first: aegis add ${needs}`,
    details: { kind, component: needs },
  });
}

/** Throws `make-file-exists` where something is at one of the paths. */
export function requireFreePaths(paths: readonly string[], ours: (path: string) => Found): void {
  const there = paths.filter((path) => ours(path) !== "absent");
  if (there.length === 0) return;
  throw new AegisError("make-file-exists", {
    message: `${there.join(" and ")} ${there.length === 1 ? "is" : "are"} there already, and nothing is overwritten.`,
    hint: "Take another name, or delete it first.",
    details: { files: there },
  });
}

/** Whether the list has an entry of this name already, or uses the name of what would be imported. */
function isTaken(list: string, { sameName, import: added }: Wiring): boolean {
  if (sameName?.test(list)) return true;
  return added?.names.some((name) => new RegExp(`\\b${name}\\b`).test(list)) === true;
}

/** Throws `make-name-taken` where a list that gets a line knows the name already. */
export function requireUnusedName(
  kind: MakeKind,
  name: Name,
  wirings: readonly Wiring[],
  textAt: (path: string) => string | null,
): void {
  const taken = wirings.find((wiring) => isTaken(textAt(wiring.path) ?? "", wiring));
  if (taken === undefined) return;
  const proposed = `${name.kebab}-${kind}`;
  throw new AegisError("make-name-taken", {
    message: `${taken.path} uses the name "${name.kebab}" for another ${kind} already.`,
    hint: `Choose another name, such as "${proposed}", or delete its line there first.`,
    details: { given: name.kebab, proposed, file: taken.path },
  });
}
