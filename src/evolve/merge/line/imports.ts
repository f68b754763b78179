import { byModule, byName, isSorted } from "../../../imports/import-order.ts";
import { type ImportStatement, readImports, withNames } from "../../../imports/import-statement.ts";

const keyOf = (statement: ImportStatement): string =>
  [
    statement.word,
    statement.typeOnly,
    statement.whole,
    statement.names !== null,
    statement.source.slice(1, -1),
  ].join(" ");

type Statements = ReadonlyMap<string, ImportStatement>;

/** By what they import; null where two statements import the same. */
function byKey(statements: readonly ImportStatement[]): Statements | null {
  const found = new Map(statements.map((statement) => [keyOf(statement), statement]));
  return found.size === statements.length ? found : null;
}

/** What each side added stays, what either took out goes. */
function mergeNames(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const stays = (name: string) => (base.includes(name) ? ours.includes(name) && theirs.includes(name) : true);
  const names = [...new Set([...ours, ...theirs])].filter(stays);
  const sorted = isSorted(ours, byName) && isSorted(theirs, byName);
  return sorted ? names.sort(byName) : names;
}

function mergeOne(
  base: ImportStatement | undefined,
  ours: ImportStatement | undefined,
  theirs: ImportStatement | undefined,
): ImportStatement | null {
  const some = ours ?? theirs;
  if (some === undefined) return null;
  if (some.names === null) return (ours && theirs) || base === undefined ? some : null;
  const names = mergeNames(base?.names ?? [], ours?.names ?? [], theirs?.names ?? []);
  if (names.length === 0) return null;
  return names.join() === some.names.join() ? some : withNames(some, names);
}

/**
 * Imports that both sides changed at one place, as one list: each module once, with the names that either side added and
 * without those that either took out, in the order that Biome would give them. Null where there is anything but imports,
 * or re-exports, among the lines.
 */
export function mergeImports(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): string[] | null {
  const read = [base, ours, theirs].map(readImports);
  const [before, mine, incoming] = read.map((statements) => statements && byKey(statements));
  if (!before || !mine || !incoming) return null;
  const words = new Set(read.flatMap((statements) => statements?.map(({ word }) => word) ?? []));
  if (words.size > 1) return null;
  const merged = [...new Set([...mine.keys(), ...incoming.keys()])]
    .map((key) => mergeOne(before.get(key), mine.get(key), incoming.get(key)))
    .filter((statement) => statement !== null);
  const sorted = isSorted([...mine.values()], byModule) && isSorted([...incoming.values()], byModule);
  return (sorted ? merged.sort(byModule) : merged).flatMap(({ lines }) => lines);
}
