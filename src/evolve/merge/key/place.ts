import { compareNames } from "../../../render/compare-names.ts";
import type { Container, Entry } from "./tree.ts";

/** Where an entry belongs: in order where all are, otherwise after those that it follows in the template. */
function indexFor(entries: readonly Entry[], entry: Entry, theirs: Container, sorted: boolean): number {
  if (
    sorted &&
    entries.every(({ key }, at) => at === 0 || compareNames(entries[at - 1]?.key ?? "", key) <= 0)
  ) {
    const behind = entries.findIndex(({ key }) => compareNames(key, entry.key) > 0);
    return behind === -1 ? entries.length : behind;
  }
  const order = theirs.entries.map(({ key }) => key);
  const from = order.indexOf(entry.key);
  for (let at = from - 1; at >= 0; at--) {
    const index = entries.findIndex(({ key }) => key === order[at]);
    if (index !== -1) return index + 1;
  }
  for (let at = from + 1; at < order.length; at++) {
    const index = entries.findIndex(({ key }) => key === order[at]);
    if (index !== -1) return index;
  }
  return entries.length;
}

const isOneLine = (entries: readonly Entry[]): boolean =>
  entries.every(({ lead, trail }) => !(lead + trail).includes("\n"));

/** Where a container with commas stands on one line, only what begins it stands before its first entry. */
function spaced(ours: Container, entries: readonly Entry[]): readonly Entry[] {
  if (ours.comma === "" || ours.entries.length === 0 || !isOneLine(ours.entries)) return entries;
  const first = ours.entries[0]?.lead ?? "";
  return entries.map((entry, index) => ({ ...entry, lead: index === 0 ? first : " " }));
}

/** In blocks, entries that are set apart by a blank line stay so when another comes to stand before the first. */
function setApart(entries: readonly Entry[]): readonly Entry[] {
  const apart = entries.slice(1).filter(({ lead }) => lead.startsWith("\n")).length * 2 > entries.length - 1;
  return entries.map((entry, index) => {
    if (index === 0) return { ...entry, lead: entry.lead.replace(/^\n+/, "") };
    return apart && !entry.lead.startsWith("\n") ? { ...entry, lead: `\n${entry.lead}` } : entry;
  });
}

/** The owner's container with other entries, those that came from the template put where they belong. */
export function place(
  ours: Container,
  kept: readonly Entry[],
  added: readonly Entry[],
  theirs: Container,
  sorted: boolean,
): Container {
  if (added.length === 0 && kept.length === ours.entries.length) return { ...ours, entries: kept };
  const entries = [...kept];
  for (const entry of added) entries.splice(indexFor(entries, entry, theirs, sorted), 0, entry);
  if (ours.comma === "") {
    const firstMoved = entries[0] !== kept[0] || kept[0]?.key !== ours.entries[0]?.key;
    return { ...ours, entries: firstMoved ? setApart(entries) : entries };
  }
  const close = ours.entries.length === 0 ? theirs.close : ours.close;
  return { ...ours, close, entries: spaced(ours, entries) };
}
