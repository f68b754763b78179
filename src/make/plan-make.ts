import type { Found } from "../evolve/folder.ts";
import type { Change, Plan } from "../evolve/plan.ts";
import type { Syntax } from "../evolve/syntax/syntax.ts";
import { importLines } from "../imports/format-imports.ts";
import type { File, Files } from "../render/file.ts";
import { inWordsOf } from "../render/manager-words.ts";
import type { PackageManager } from "../stack/stack.ts";
import { kinds } from "./kinds.ts";
import { type Name, nameFor } from "./name.ts";
import { renderSamples } from "./render-samples.ts";
import { requireComponent, requireFreePaths, requireKind, requireUnusedName } from "./requirements.ts";
import { hasOverview, servicePath } from "./service.ts";
import { type Wiring, wire } from "./wire.ts";
import type { MakeKind } from "./words.ts";

export interface MakeRequest {
  readonly kind: string;
  readonly name: string;
  /** The application's own name. */
  readonly app: string;
  readonly manager: PackageManager;
  /** The components and services that it has. */
  readonly has: ReadonlySet<string>;
  readonly ours: (path: string) => Found;
  /** The files of `template/make`. */
  readonly samples: Files;
  /** Reads the file that gets the line, so that a line in the wrong place is reported and not written. */
  readonly syntax: Syntax;
}

export interface MakePlan {
  readonly plan: Plan;
  /** Lines for which no place was found, by the file in which they belong. */
  readonly unplaced: Readonly<Record<string, string>>;
  readonly next: string;
}

const textIn = (found: Found): string | null =>
  typeof found === "string" || typeof found.content !== "string" ? null : found.content;

/** The new files, as text by path. An entry point comes with the service of its name, where there is none yet. */
function newFiles(kind: MakeKind, name: Name, { ours, samples }: MakeRequest): Map<string, string> {
  const service = ours(servicePath(name));
  const isMissing = service === "absent";
  const hasService = isMissing || hasOverview(textIn(service) ?? "", name);
  const serviceSamples = isMissing && kind !== "service" ? kinds.service.samples : [];
  return renderSamples(samples, [...serviceSamples, ...kinds[kind].samples], name, hasService);
}

function create(path: string, text: string): Change {
  return { path, kind: "create", file: { content: text, executable: false }, before: "absent" };
}

function wiringLines(wiring: Wiring): string {
  return [...(wiring.import === undefined ? [] : importLines(wiring.import)), wiring.line].join("\n");
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
  const { app, manager, has, ours } = request;
  const kind = requireKind(request.kind);
  const name = nameFor(kind, request.name);
  requireComponent(kind, has);
  const files = newFiles(kind, name, request);
  requireFreePaths([...files.keys()], ours);
  const wirings = kinds[kind].wirings(name);
  requireUnusedName(kind, name, wirings, (path) => textIn(ours(path)));
  const { changes, unplaced } = wired(wirings, request);
  return {
    plan: [...[...files].map(([path, text]) => create(path, text)), ...changes],
    unplaced,
    next: inWordsOf(manager, "", kinds[kind].next(name, app)),
  };
}
