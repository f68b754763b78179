// Names only: of these both sides can add some, whatever stands around them.
const form = /^(?<head>.*[=(:]\s*\[)(?<items>[\w$.,\s]*)(?<tail>\][^[\]]*)$/;

interface InlineList {
  readonly head: string;
  readonly items: readonly string[];
  readonly tail: string;
}

function read(line: string | undefined): InlineList | null {
  const { head, items, tail } = form.exec(line ?? "")?.groups ?? {};
  if (head === undefined || items === undefined || tail === undefined) return null;
  const names = items
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  return new Set(names).size === names.length ? { head, items: names, tail } : null;
}

const longest = 110;

/** The items of both: in the template's order, then what the owner added; null where they did more than add and take out. */
function mergeItems(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): string[] | null {
  const inOrderOf = (side: readonly string[]) => {
    const kept = base.filter((item) => side.includes(item));
    return side.filter((item) => base.includes(item)).join() === kept.join();
  };
  if (!inOrderOf(ours) || !inOrderOf(theirs)) return null;
  const stays = (item: string) => !base.includes(item) || (ours.includes(item) && theirs.includes(item));
  const added = ours.filter((item) => !base.includes(item) && !theirs.includes(item));
  return [...theirs.filter(stays), ...added];
}

/**
 * A list of names on one line that both sides changed, as one: `const handlers = [one, two];`. Null where it is anything
 * else, or where they changed more than its items.
 */
export function mergeInlineList(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): string[] | null {
  if ([base, ours, theirs].some((lines) => lines.length !== 1)) return null;
  const [before, mine, incoming] = [read(base[0]), read(ours[0]), read(theirs[0])];
  if (before === null || mine === null || incoming === null) return null;
  if ([before, incoming].some(({ head, tail }) => head.trim() !== mine.head.trim() || tail !== mine.tail))
    return null;
  const items = mergeItems(before.items, mine.items, incoming.items);
  if (items === null) return null;
  const { head, tail } = mine;
  const oneLine = `${head}${items.join(", ")}${tail}`;
  if (oneLine.length <= longest) return [oneLine];
  const indentation = /^\s*/.exec(head)?.[0] ?? "";
  return [head, ...items.map((item) => `${indentation}  ${item},`), `${indentation}${tail}`];
}
