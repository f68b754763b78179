import { AegisError } from "../errors.ts";
import type { Found } from "../evolve/folder.ts";
import type { Change, Plan } from "../evolve/plan.ts";
import type { Syntax } from "../evolve/syntax/syntax.ts";
import type { File } from "../render/file.ts";
import { inWordsOf } from "../render/manager-words.ts";
import { nearest } from "../stack/nearest.ts";
import type { PackageManager } from "../stack/stack.ts";
import { serviceFiles } from "./kinds/service.ts";
import { makers } from "./kinds.ts";
import { importText, type Wiring } from "./made.ts";
import { type Name, nameFor } from "./name.ts";
import { servicePath, sourceFor } from "./source.ts";
import { wire } from "./wire.ts";
import { aboutKind, type MakeKind, makeKinds } from "./words.ts";

export interface MakeRequest {
  readonly kind: string;
  readonly name: string;
  /** The application's own name. */
  readonly app: string;
  readonly manager: PackageManager;
  /** The components and services that it has. */
  readonly has: ReadonlySet<string>;
  readonly ours: (path: string) => Found;
  /** Reads the file that gets the line, so that a line in the wrong place is reported and not written. */
  readonly syntax: Syntax;
}

export interface MakePlan {
  readonly plan: Plan;
  /** Lines for which no place was found, by the file in which they belong. */
  readonly unplaced: Readonly<Record<string, string>>;
  readonly next: string;
}

function kindOf(word: string): MakeKind {
  const kind = makeKinds.find((each) => each === word);
  if (kind !== undefined) return kind;
  const meant = nearest(word, makeKinds);
  throw new AegisError("make-kind-unknown", {
    message: `"${word}" is not something that aegis can make.`,
    hint: `${meant === null ? "" : `Did you mean ${meant}? `}Choose one of ${makeKinds.join(", ")}.`,
    details: { given: word, allowed: makeKinds },
  });
}

function requireComponent(kind: MakeKind, has: ReadonlySet<string>): void {
  const { needs } = aboutKind(kind);
  if (needs === undefined || has.has(needs)) return;
  throw new AegisError("make-component-missing", {
    message: `A ${kind} lives in the component "${needs}", and this application has none.`,
    hint: `Add it first: aegis add ${needs}`,
    details: { kind, component: needs },
  });
}

function requireFree(paths: readonly string[], ours: MakeRequest["ours"]): void {
  const there = paths.filter((path) => ours(path) !== "absent");
  if (there.length === 0) return;
  throw new AegisError("make-file-exists", {
    message: `${there.join(" and ")} ${there.length === 1 ? "is" : "are"} there already, and nothing is overwritten.`,
    hint: "Take another name, or delete it first.",
    details: { files: there },
  });
}

/** Whether the file has an entry of this name already, or uses the name of what would be imported. */
function isTaken(text: string, { sameName, import: added }: Wiring): boolean {
  if (sameName?.test(text)) return true;
  return added?.names.some((name) => new RegExp(`\\b${name}\\b`).test(text)) === true;
}

function requireUnused(
  kind: MakeKind,
  name: Name,
  wirings: readonly Wiring[],
  ours: MakeRequest["ours"],
): void {
  const taken = wirings.find((wiring) => isTaken(textIn(ours(wiring.path)) ?? "", wiring));
  if (taken === undefined) return;
  const proposed = `${name.kebab}-${kind}`;
  throw new AegisError("make-name-taken", {
    message: `${taken.path} uses the name "${name.kebab}" for another ${kind} already.`,
    hint: `Choose another name, such as "${proposed}", or delete its line there first.`,
    details: { given: name.kebab, proposed, file: taken.path },
  });
}

const textIn = (found: Found): string | null =>
  typeof found === "string" || typeof found.content !== "string" ? null : found.content;

function create(path: string, text: string): Change {
  return { path, kind: "create", file: { content: text, executable: false }, before: "absent" };
}

function wiringLines(wiring: Wiring): string {
  return [...(wiring.import === undefined ? [] : [importText(wiring.import)]), wiring.line].join("\n");
}

/** Whether a text parsed before a line came into it, and does not now. */
function breaks({ path }: Wiring, before: string, after: string, syntax: Syntax): boolean {
  const grammar = syntax(path);
  return grammar !== null && grammar.faultOf(before) === null && grammar.faultOf(after) !== null;
}

function wired(wirings: readonly Wiring[], { ours, syntax }: MakeRequest) {
  const changes: Change[] = [];
  const unplaced: Record<string, string> = {};
  for (const wiring of wirings) {
    const before = ours(wiring.path);
    const text = textIn(before);
    const after = text === null ? null : wire(text, wiring);
    const isRight = text !== null && after !== null && !breaks(wiring, text, after, syntax);
    if (!isRight || typeof before === "string") unplaced[wiring.path] = wiringLines(wiring);
    else {
      const file: File = { ...before, content: after };
      changes.push({ path: wiring.path, kind: "replace", file, before });
    }
  }
  return { changes, unplaced };
}

/**
 * What a request would write: new files, and the line in the list that names it. Nothing is written.
 * Throws `make-kind-unknown`, `make-name-invalid`, `make-component-missing`, `make-file-exists` and
 * `make-name-taken`.
 */
export function planMake(request: MakeRequest): MakePlan {
  const { kind: word, name: given, app, manager, has, ours } = request;
  const kind = kindOf(word);
  const name: Name = nameFor(kind, given);
  requireComponent(kind, has);
  const service = ours(servicePath(name));
  const source = sourceFor(name, service === "absent" ? null : (textIn(service) ?? ""));
  const made = makers[kind](name, source, app);
  const along = source.isNew && kind !== "service" ? serviceFiles(name) : {};
  const files = { ...along, ...made.files };
  requireFree(Object.keys(files), ours);
  requireUnused(kind, name, made.wiring, ours);
  const { changes, unplaced } = wired(made.wiring, request);
  return {
    plan: [...Object.entries(files).map(([path, text]) => create(path, text)), ...changes],
    unplaced,
    next: inWordsOf(manager, "", made.next),
  };
}
