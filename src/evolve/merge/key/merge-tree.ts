import { place } from "./place.ts";
import { type Container, type Entry, entriesByKey, meaning, type Node, print, type Scalar } from "./tree.ts";
import { higherRange } from "./versions.ts";

export type Side = "base" | "ours" | "theirs";

/** Something that was settled without asking, and that its owner may want to know. */
export interface Note {
  /** Where: "dependencies.fastify". */
  readonly key: string;
  readonly what: "kept-deleted" | "kept-edited" | "higher-version";
}

/** What a kind of file is merged by, and what is found on the way. */
export interface Merging {
  /** Which side stands where both cannot be had. */
  readonly prefer: Side;
  /** Maps whose members are in alphabetical order and hold versions: those of package.json. */
  readonly versions: ReadonlySet<string>;
  /** Lists of which the order means something, so that two changes cannot be put together. */
  readonly sequences: ReadonlySet<string>;
  /** Whether a value that its owner set stays, whatever the template says. */
  readonly valuesAreOwners: boolean;
  readonly conflicts: string[];
  readonly notes: Note[];
}

type Sides<Kind extends Node> = Readonly<Record<Side, Kind | null>>;

const isContainer = (node: Node | null): node is Container => node !== null && node.kind !== "scalar";
const isScalar = (node: Node | null): node is Scalar => node?.kind === "scalar";

const isSet = (setting: Scalar): boolean => !setting.text.startsWith("#");

const bare = (text: string): string => text.replace(/[\s,]+/g, "");

/** Whether the owner wrote something beside the value itself: a comment, in it or above it. */
function isEdited(ours: Node | null, base: Node | null): boolean {
  return ours !== null && (base === null || bare(print(ours)) !== bare(print(base)));
}

function asNode(entry: Entry): Node {
  return { kind: "list", open: "", entries: [entry], close: "", comma: "", commaAtEnd: false };
}

/** Whether both took out the same of a list and both put something in: that is two versions of one change. */
function rewroteTheSame(base: Container | null, ours: Container, theirs: Container): boolean {
  const keys = (node: Container) => new Set(node.entries.map(({ key }) => key));
  const [before, mine, incoming] = [keys(base ?? { ...ours, entries: [] }), keys(ours), keys(theirs)];
  const adds = (side: ReadonlySet<string>) => [...side].some((key) => !before.has(key));
  return [...before].some((key) => !mine.has(key) && !incoming.has(key)) && adds(mine) && adds(incoming);
}

function mergeableTogether(
  { base, ours, theirs }: Sides<Node>,
  path: readonly string[],
  merging: Merging,
): Sides<Container> | null {
  if (!isContainer(ours) || !isContainer(theirs) || ours.kind !== theirs.kind) return null;
  const before = isContainer(base) && base.kind === ours.kind ? base : null;
  if ([before, ours, theirs].some((side) => entriesByKey(side) === null)) return null;
  if (ours.kind === "list" && merging.sequences.has(path.at(-1) ?? "")) return null;
  if (ours.kind === "list" && rewroteTheSame(before, ours, theirs)) return null;
  return { base: before, ours, theirs };
}

function mergeVersions(
  { base, ours, theirs }: Sides<Node>,
  path: readonly string[],
  merging: Merging,
): Node | null {
  if (!merging.versions.has(path.at(-2) ?? "") || !isScalar(base) || !isScalar(ours) || !isScalar(theirs))
    return null;
  const range = (node: Scalar) => node.value.slice(1, -1);
  const higher = higherRange(range(base), range(ours), range(theirs));
  if (higher === null) return null;
  merging.notes.push({ key: path.join("."), what: "higher-version" });
  return higher === "ours" ? ours : theirs;
}

/** One value of three. Null: there is to be none. */
export function mergeNode(sides: Sides<Node>, path: readonly string[], merging: Merging): Node | null {
  const { base, ours, theirs } = sides;
  const [before, mine, incoming] = [meaning(base), meaning(ours), meaning(theirs)];
  const key = path.join(".");
  if (mine === incoming || before === incoming) return ours;
  const together = mergeableTogether(sides, path, merging);
  if (merging.valuesAreOwners && isScalar(ours) && isScalar(theirs))
    return isSet(ours) || before !== mine ? ours : theirs;
  if (before === mine && together === null && (isScalar(ours) || !isEdited(ours, base))) return theirs;
  if (before === mine && together !== null) return mergeContainer(together, path, merging);
  if (ours === null || theirs === null) {
    merging.notes.push({ key, what: ours === null ? "kept-deleted" : "kept-edited" });
    return ours;
  }
  if (together !== null) return mergeContainer(together, path, merging);
  const version = mergeVersions(sides, path, merging);
  if (version !== null) return version;
  merging.conflicts.push(key);
  return sides[merging.prefer];
}

/** The owner's map or list, in the owner's order and form, with what the template changed in it. */
function mergeContainer(
  { base, ours, theirs }: Sides<Container>,
  path: readonly string[],
  merging: Merging,
): Container | null {
  if (ours === null || theirs === null) return ours;
  const [before, mine, incoming] = [entriesByKey(base), entriesByKey(ours), entriesByKey(theirs)];
  const merged = (key: string): Node | null => {
    const valueIn = (entries: ReadonlyMap<string, Entry> | null) => entries?.get(key)?.value ?? null;
    const sides = { base: valueIn(before), ours: valueIn(mine), theirs: valueIn(incoming) };
    return mergeNode(sides, [...path, key], merging);
  };
  const entries: Entry[] = [];
  for (const entry of ours.entries) {
    const value = merged(entry.key);
    const original = before?.get(entry.key);
    if (value !== null) entries.push(value === entry.value ? entry : { ...entry, value });
    // Without an original it is a conflict that is shown as the base has it: there it is not.
    else if (original !== undefined && isEdited(asNode(entry), asNode(original))) {
      merging.notes.push({ key: [...path, entry.key].join("."), what: "kept-edited" });
      entries.push(entry);
    }
  }
  const added = theirs.entries.flatMap((entry) => {
    if (mine?.has(entry.key)) return [];
    const value = merged(entry.key);
    return value === null ? [] : [{ ...entry, value }];
  });
  return place(ours, entries, added, theirs, merging.versions.has(path.at(-1) ?? ""));
}
