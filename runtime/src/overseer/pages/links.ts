/** The web addresses in a mail, each once: shown beside a preview in which no link can be followed. */
export function readLinks(html: string): string[] {
  const found = [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/gi)].map(([, address = ""]) =>
    decodeAttribute(address),
  );
  return [...new Set(found)].filter((address) => /^https?:$/.test(URL.parse(address)?.protocol ?? ""));
}

/** Decodes the character references that occur in addresses. */
const decodeAttribute = (text: string): string =>
  text
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&");
