import { dirname, join } from "node:path/posix";
import { literal } from "../../literal.ts";
import { foldersAbove, isCodePath } from "../folder.ts";
import type { Going } from "./going.ts";
import type { OwnText } from "./own-texts.ts";

/** Something that goes although the owner's own lines use it. */
export interface Use {
  readonly what: "file" | "package" | "script" | "setting" | "container";
  readonly name: string;
  /** The owner's files that use it. */
  readonly by: readonly string[];
}

/** The name as a word of its own: not as a part of a longer one, nor of a path. */
const asWord = (name: string): RegExp => new RegExp(`(?<![\\w@/.-])${literal(name)}(?![\\w-])`);

const imported = /\b(?:from|import|require)\s*\(?\s*["'`]([^"'`\n]+)["'`]/g;

const importsIn = (text: string): string[] => [...text.matchAll(imported)].map(([, name = ""]) => name);

function usesPackage(name: string, { path, text }: OwnText): boolean {
  if (isCodePath(path)) return importsIn(text).some((each) => each === name || each.startsWith(`${name}/`));
  // Its own entry is no use of it.
  const rest = path.endsWith("package.json") ? text.replaceAll(`"${name}":`, "") : text;
  return asWord(name).test(rest);
}

function usesScript(name: string, { path, text }: OwnText): boolean {
  if (isCodePath(path) && !/\brun\b/.test(text)) return false;
  return new RegExp(`\\b(?:run|pnpm|yarn|bun)\\b[\\s"',-]+${literal(name)}(?![\\w:-])`).test(text);
}

function usesContainer(name: string, { path, text }: OwnText): boolean {
  const isCompose = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/.test(path);
  const lines = text
    .split("\n")
    .filter((line) => isCompose || /\b(?:docker|podman)\b.*\bcompose\b/.test(line));
  return lines.some((line) => asWord(name).test(line.replace(/(^|\s)#.*/, "")));
}

const quotedPath = /(?<![\w@:/.-])(#|(?:\.{1,2}\/)*)((?:[\w.@*-]+\/)+[\w.@*-]*)/g;

/** Paths of the application that a text names, as they stand and as seen from its own folder. */
function pathsNamedIn({ path, text }: OwnText): Set<string> {
  const named = new Set<string>();
  for (const [, before = "", rest = ""] of text.matchAll(quotedPath)) {
    const bare = rest.replace(/\*.*$/, "").replace(/[/.]+$/, "");
    named.add(bare);
    if (before.startsWith(".")) named.add(join(dirname(path), before, bare));
  }
  return named;
}

/** Folders in which nothing stays that was written, each with "/" left out. */
function goneFolders(going: ReadonlySet<string>, stays: ReadonlySet<string>): Set<string> {
  const above = (paths: ReadonlySet<string>) => new Set([...paths].flatMap(foldersAbove));
  const kept = above(stays);
  return new Set([...above(going)].filter((folder) => !kept.has(folder)));
}

/**
 * What of that which goes is used by the owner's own lines. Imports of files are not in it where code makes them: those
 * `brokenImports` tells.
 *
 * @param stays the paths that are there afterwards
 */
export function usesOf(going: Going, own: readonly OwnText[], stays: ReadonlySet<string>): Use[] {
  const by = (uses: (text: OwnText) => boolean) => own.filter(uses).map(({ path }) => path);
  const each = (
    what: Use["what"],
    names: ReadonlySet<string>,
    uses: (name: string, text: OwnText) => boolean,
  ) =>
    [...names].flatMap((name): Use[] => {
      const users = by((text) => uses(name, text));
      return users.length === 0 ? [] : [{ what, name, by: users }];
    });
  const folders = goneFolders(going.files, stays);
  const named = new Map(
    own.map((text) => {
      const code = isCodePath(text.path);
      return [text, pathsNamedIn(code ? { ...text, text: text.text.replace(imported, "") } : text)] as const;
    }),
  );
  const names = (path: string, text: OwnText) =>
    !going.files.has(text.path) && named.get(text)?.has(path) === true;
  return [
    ...each("package", going.packages, usesPackage),
    ...each("file", new Set([...going.files, ...folders]), names),
    ...each("script", going.scripts, usesScript),
    ...each("setting", going.settings, (name, { text }) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text)),
    ...each("container", going.containers, usesContainer),
  ];
}
