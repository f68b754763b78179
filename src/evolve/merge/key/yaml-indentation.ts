const isBlank = (line: string): boolean => line.trim() === "";
const isComment = (line: string): boolean => line.trimStart().startsWith("#");
const isItem = (line: string): boolean => /^\s*-(?:\s|$)/.test(line);
const indentOf = (line: string): number => line.length - line.trimStart().length;
const opensText = (line: string): boolean => /(?:^|[:\s-])[|>][+-]?\d*\s*(?:#.*)?$/.test(line.trimEnd());

/** How a text of YAML is indented: what below a key is, and the items of a list below a key. */
interface Form {
  readonly step: number;
  readonly list: number;
}

function formOf(text: string): Form {
  const lines = text.split("\n").filter((line) => !isBlank(line) && !isComment(line));
  let step: number | null = null;
  let list: number | null = null;
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    if (next === undefined || isItem(line) || !/:\s*$/.test(line)) continue;
    const deeper = indentOf(next) - indentOf(line);
    if (isItem(next)) list ??= deeper >= 0 ? deeper : null;
    else step ??= deeper > 0 ? deeper : null;
  }
  return { step: step ?? list ?? 2, list: list ?? step ?? 2 };
}

interface Level {
  readonly old: number;
  readonly now: number;
  readonly isItem: boolean;
}

/** Where the keys of an item stand, counted from its hyphen. */
const insideItem = (line: string): number => /^-\s*/.exec(line.trimStart())?.[0].length ?? 2;

/**
 * A text of YAML with the indentation that another one has. By structure, since what follows the hyphen of an item is
 * aligned to it and to no step, and a text in a block keeps its own indentation.
 */
export function yamlIndentedLike(example: string, text: string): string {
  const [wanted, present] = [formOf(example), formOf(text)];
  if (wanted.step === present.step && wanted.list === present.list) return text;
  const lines = text.split("\n");
  const levels: Level[] = [];
  let block: { readonly deeperThan: number; shift: number | null; readonly now: number } | null = null;

  const placeOf = (line: string): number => {
    const indent = indentOf(line);
    while ((levels.at(-1)?.old ?? -1) > indent) levels.pop();
    const top = levels.at(-1);
    // An item may stand as deep as the key that it belongs to.
    if (top !== undefined && top.old === indent && !(isItem(line) && !top.isItem)) return top.now;
    if (top === undefined) return 0;
    if (isItem(line)) return top.now + (top.isItem ? indent - top.old : wanted.list);
    return top.now + (top.isItem ? indent - top.old : wanted.step);
  };

  const written = lines.map((line, at): string => {
    if (isBlank(line)) return line;
    const indent = indentOf(line);
    if (block !== null && indent > block.deeperThan) {
      block.shift ??= block.now + wanted.step - indent;
      return " ".repeat(Math.max(0, indent + block.shift)) + line.trimStart();
    }
    block = null;
    if (isComment(line)) {
      const next = lines.slice(at + 1).find((each) => !isBlank(each) && !isComment(each));
      const like = next !== undefined && indentOf(next) === indent ? next : line;
      return " ".repeat(placeOf(like)) + line.trimStart();
    }
    const now = placeOf(line);
    while (
      (levels.at(-1)?.old ?? -1) >= indent &&
      !(isItem(line) && levels.at(-1)?.isItem === false && levels.at(-1)?.old === indent)
    )
      levels.pop();
    levels.push({ old: indent, now, isItem: isItem(line) });
    if (isItem(line) && /^-\s+\S+:(?:\s|$)/.test(line.trimStart())) {
      const inside = insideItem(line);
      levels.push({ old: indent + inside, now: now + inside, isItem: false });
    }
    if (opensText(line)) block = { deeperThan: indent, shift: null, now };
    return " ".repeat(now) + line.trimStart();
  });
  return written.join("\n");
}
