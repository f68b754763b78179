/** What writers of Markdown use; any other name stays as it is source. */
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  gt: ">",
  hellip: "…",
  lt: "<",
  mdash: "—",
  nbsp: "\u00a0",
  ndash: "–",
  quot: '"',
};

const MAX_CODE_POINT = 0x10ffff;

/** Replaces the character references of a text. The parser leaves them for HTML, and this text becomes no HTML. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (source, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED_ENTITIES[name] ?? source;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= MAX_CODE_POINT ? String.fromCodePoint(code) : source;
  });
