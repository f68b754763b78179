import { AegisError } from "../errors.ts";
import { parseTarballPath, RUNTIME_NAME } from "../runtime.ts";
import type { Catalog } from "../stack/entry.ts";
import { factsOf, PACKED_RUNTIME, type Stack, vocabularyOf } from "../stack/stack.ts";
import { byPath, type File, type Files } from "./file.ts";
import type { Lockfile } from "./lock-graph.ts";
import { pruneLockfile } from "./lockfile.ts";
import { inWordsOf } from "./manager-words.ts";
import { managerFiles, manifestFor } from "./managers.ts";
import { type Manifest, pruneManifest, toJson } from "./manifest.ts";
import { ownership, stays } from "./owner.ts";
import { applyTags } from "./tags.ts";
import { vendoredFiles, withLockedWorkspace, withWorkspace } from "./vendored-runtime.ts";

export interface App {
  readonly name: string;
}

/** The name by which the template calls itself, wherever the application's own will stand. */
const PLACEHOLDER_NAME = "my-app";
const PLACEHOLDER_PATTERN = /\bmy-app\b/g;

/** The text with the application's own name. Most files do not hold the template's, which is found faster without the pattern. */
const withName = (text: string, name: string): string =>
  text.includes(PLACEHOLDER_NAME) ? text.replaceAll(PLACEHOLDER_PATTERN, name) : text;

const manifestPath = "package.json";
const lockfilePath = "package-lock.json";

function broken(what: string): AegisError {
  return new AegisError("template-broken", {
    message: `The template has ${what}.`,
    hint: "This is a fault of the package: please report it with the command you ran.",
  });
}

function textOf(template: Files, path: string): string {
  const content = template.get(path)?.content;
  if (typeof content === "string") return content;
  throw broken(`no ${path}`);
}

/** What a stack keeps of the template's package.json, in the words of its package manager. */
function renderManifest(template: Files, catalog: Catalog, stack: Stack, app: App): Manifest {
  return manifestFor(stack.packageManager, prunedManifest(template, catalog, stack, app));
}

function prunedManifest(template: Files, catalog: Catalog, stack: Stack, app: App): Manifest {
  const manifest: Manifest = JSON.parse(withName(textOf(template, manifestPath), app.name));
  const pruned = pruneManifest(manifest, catalog, factsOf(stack));
  return stack.vendorsRuntime ? withWorkspace(pruned, manifest, tarballIn(template)) : pruned;
}

/** The packed runtime, which every template brings: what a stack that vendors it unpacks. */
function tarballIn(template: Files): Uint8Array {
  const found = [...template].find(([path]) => parseTarballPath(path) !== null);
  const content = found?.[1].content;
  if (content !== undefined && typeof content !== "string") return content;
  throw broken("no packed runtime");
}

/** npm's lock for a stack: only npm keeps it, but other managers can take its versions over. */
export function renderLockfile(template: Files, catalog: Catalog, stack: Stack, app: App): string {
  const lockfile: Lockfile = JSON.parse(withName(textOf(template, lockfilePath), app.name));
  const whole = stack.vendorsRuntime ? withLockedWorkspace(lockfile, tarballIn(template)) : lockfile;
  return toJson(pruneLockfile(whole, prunedManifest(template, catalog, stack, app)));
}

/** What is true of a stack and of how this template delivers the runtime. */
function factsFor(template: Files, stack: Stack): Set<string> {
  const facts = factsOf(stack);
  const manifest: Manifest = JSON.parse(textOf(template, manifestPath));
  const isPacked = manifest.dependencies?.[RUNTIME_NAME]?.startsWith("file:") === true;
  if (isPacked && !stack.vendorsRuntime) facts.add(PACKED_RUNTIME);
  return facts;
}

/**
 * The application that a stack describes, as files. Pure: the same template, stack and name always give the same files.
 * No file of it is empty, none holds a tag, and nothing in it belongs to a component that is not in the stack.
 * Throws `template-broken` when the template itself is at fault.
 */
export function render(template: Files, catalog: Catalog, stack: Stack, app: App): Files {
  const truth = { facts: factsFor(template, stack), vocabulary: vocabularyOf(catalog) };
  const manager = stack.packageManager;
  const made = new Map([
    [manifestPath, toJson(renderManifest(template, catalog, stack, app))],
    ...managerFiles(manager, prunedManifest(template, catalog, stack, app)),
  ]);
  if (manager === "npm") made.set(lockfilePath, renderLockfile(template, catalog, stack, app));
  const ownersOf = ownership(catalog);
  const files = new Map<string, File>();
  for (const [path, file] of template) {
    if (path === manifestPath || path === lockfilePath) continue;
    if (!ownersOf(path).every((owned) => stays(owned, truth.facts))) continue;
    const { content } = file;
    if (typeof content !== "string") files.set(path, file);
    else {
      const text = withName(inWordsOf(manager, path, applyTags(path, content, truth)), app.name);
      if (text.trim() !== "") files.set(path, { ...file, content: text });
    }
  }
  if (stack.vendorsRuntime)
    for (const [path, file] of vendoredFiles(tarballIn(template))) files.set(path, file);
  for (const [path, content] of made) files.set(path, { content, executable: false });
  return new Map(byPath(files));
}
