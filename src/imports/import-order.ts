import type { ImportStatement } from "./import-statement.ts";

const text = (source: string): string => source.slice(1, -1);
const asPath = (source: string): string => source.replaceAll("../", "^/");

/** How far a module is from the file that imports it, in the steps that Biome sorts by. */
function distance(source: string): number {
  if (/^https?:\/\//.test(source)) return 0;
  if (/^[a-z]+:/.test(source)) return 1;
  if (/^(?:@\/|[#~$%])/.test(source)) return 3;
  if (/^[./]/.test(source)) return 4;
  return 2;
}

// The order of the Unicode collation, which Biome follows; letters are told apart by the alphabet first.
const signs = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

// Folder by folder, those above first: "^" stands for "..".
const inPaths = `^/.${signs.replace(".", "").replace("/", "").replace("^", "")}`;

function rank(character: string, order: string): number {
  const index = order.indexOf(character.charAt(0));
  return index === -1 ? order.length + character.charCodeAt(0) : index;
}

/** Natural order: letters without their case first, numbers by their value. */
function inNaturalOrder(one: string, other: string, order: string): number {
  const pieces = (text_: string) => text_.match(/\d+|\D/g) ?? [];
  const [mine, theirs] = [pieces(one), pieces(other)];
  for (let at = 0; at < Math.min(mine.length, theirs.length); at++) {
    const [a = "", b = ""] = [mine[at], theirs[at]];
    if (a === b) continue;
    const [digitsA, digitsB] = [/^\d/.test(a), /^\d/.test(b)];
    if (digitsA && digitsB && Number(a) !== Number(b)) return Number(a) - Number(b);
    const [lowA, lowB] = [a.toLowerCase(), b.toLowerCase()];
    if (lowA !== lowB) return rank(lowA, order) - rank(lowB, order);
    return a < b ? -1 : 1;
  }
  return mine.length - theirs.length;
}

const bareName = (name: string): string => name.replace(/^type /, "");

/** The order that Biome's import sorting leaves alone: by distance, then by module, types first. */
export function byModule(one: ImportStatement, other: ImportStatement): number {
  const [a, b] = [text(one.source), text(other.source)];
  return (
    distance(a) - distance(b) ||
    inNaturalOrder(asPath(a), asPath(b), inPaths) ||
    Number(other.typeOnly) - Number(one.typeOnly)
  );
}

/** The order that Biome's import sorting leaves alone between braces. */
export function byName(one: string, other: string): number {
  return inNaturalOrder(bareName(one), bareName(other), signs);
}

export function isSorted<Item>(items: readonly Item[], order: (one: Item, other: Item) => number): boolean {
  return items.every((item, index) => {
    const before = items[index - 1];
    return before === undefined || order(before, item) <= 0;
  });
}
