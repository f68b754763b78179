import { mergeLines, type Sides } from "../line/merge-lines.ts";
import { readText, writeText } from "../line/text.ts";
import { indentedLike } from "./indentation.ts";
import { readJson } from "./json.ts";
import { type Merging, mergeNode, type Note, type Side } from "./merge-tree.ts";
import { readSettings } from "./settings.ts";
import { meaning, type Node, print } from "./tree.ts";
import { readYaml } from "./yaml.ts";
import { yamlIndentedLike } from "./yaml-indentation.ts";

export interface MergedKeys {
  readonly text: string;
  readonly conflicts: readonly number[];
  readonly notes: readonly Note[];
}

/** As in a merge of lines; without a base, the file is new on both sides. */
type Texts = Omit<Sides, "base"> & { readonly base: string | null };

interface Format {
  readonly read: (text: string) => Node | null;
  /** A text with the indentation of the first one. */
  readonly indentedLike: (example: string, text: string) => string;
  readonly empty: string;
  readonly versions: ReadonlySet<string>;
  readonly sequences: ReadonlySet<string>;
  readonly valuesAreOwners: boolean;
}

const none = new Set<string>();
const json: Format = {
  read: readJson,
  indentedLike,
  empty: "{}\n",
  versions: none,
  sequences: none,
  valuesAreOwners: false,
};
const manifest: Format = {
  ...json,
  versions: new Set(["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]),
};
const yaml: Format = {
  ...json,
  read: readYaml,
  indentedLike: yamlIndentedLike,
  empty: "",
  sequences: new Set(["command", "entrypoint", "test", "steps"]),
};

const example: Format = { ...json, read: readSettings, empty: "" };
const environment: Format = { ...example, valuesAreOwners: true };

function formatOf(path: string): Format | null {
  if (/(?:^|\/)\.env\.example$/.test(path)) return example;
  if (/(?:^|\/)\.env(?:\.\w+)?$/.test(path)) return environment;
  if (/(?:^|\/)package\.json$/.test(path)) return manifest;
  if (/\.jsonc?$/.test(path)) return json;
  return /\.ya?ml$/.test(path) && !path.startsWith(".github/") ? yaml : null;
}

const bareText = (text: string): string =>
  writeText(readText(text).lines, { byteOrderMark: false, end: "\n", finalBreak: true }).replaceAll(
    "\r\n",
    "\n",
  );

interface Trees {
  readonly base: Node;
  readonly ours: Node;
  readonly theirs: Node;
}

function treesOf({ base, ours, theirs }: Sides, { read, indentedLike: alike }: Format): Trees | null {
  const text = bareText(ours);
  const like = (other: string) => read(alike(text, bareText(other)));
  const trees = { base: like(base), ours: read(text), theirs: like(theirs) };
  if (trees.base === null || trees.ours === null || trees.theirs === null) return null;
  return print(trees.ours) === text ? { base: trees.base, ours: trees.ours, theirs: trees.theirs } : null;
}

function mergeTrees(trees: Trees, format: Format, prefer: Side) {
  const merging: Merging = { ...format, prefer, conflicts: [], notes: [] };
  const node = mergeNode(trees, [], merging);
  return { node, text: node === null ? "" : print(node), ...merging };
}

/**
 * Merges a file of keys and values key by key; null where its form is not one that is known, or one of the texts is
 * broken. Lines are tried first, since they carry comments and form along: what they give is taken when it means
 * what the keys say. Where keys conflict, the lines on which they differ stand between markers.
 */
export function mergeKeys(path: string, texts: Texts): MergedKeys | null {
  const format = formatOf(path);
  if (format === null) return null;
  const sides: Sides = { ...texts, base: texts.base ?? format.empty };
  const trees = treesOf(sides, format);
  if (trees === null) return null;
  const { node, text, conflicts, notes } = mergeTrees(trees, format, "ours");
  if (conflicts.length === 0) {
    const byLine = mergeLines(path, sides);
    if (byLine.conflicts.length === 0 && meaning(format.read(bareText(byLine.text))) === meaning(node))
      return { ...byLine, notes };
  }
  const form = readText(sides.ours);
  const inForm = (merged: string) =>
    writeText(
      readText(merged).lines.map(({ says }) => ({ says, end: "" })),
      form,
    );
  if (conflicts.length === 0) return { text: inForm(text), conflicts: [], notes };
  const [base, theirs] = [mergeTrees(trees, format, "base"), mergeTrees(trees, format, "theirs")];
  const shown = mergeLines(path, { base: base.text, ours: inForm(text), theirs: theirs.text });
  return shown.conflicts.length === 0 && format.read(shown.text) === null ? null : { ...shown, notes };
}
