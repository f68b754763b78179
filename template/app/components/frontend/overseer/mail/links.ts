/** The addresses of the web that a message leads to, each once. It shows them beside a preview in which nothing can be clicked. */
export function linksOf(html: string): string[] {
  const found = [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/gi)].map(([, address = ""]) => plain(address));
  return [...new Set(found)].filter((address) => /^https?:$/.test(URL.parse(address)?.protocol ?? ""));
}

/** What stands for a character in an attribute, as far as addresses need it. */
const plain = (text: string): string =>
  text
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&");
