/** Longer addresses are no links that a reader can check. */
const MAX_LINK_CHARACTERS = 500;

/**
 * The address that answers cite a document with: its source where that is a web address, else its page in the application.
 *
 * @param documentLink the address of a document's page, where the application has one
 * @returns null where there is neither
 */
export function findLink(
  source: string | null,
  id: string,
  documentLink: ((id: string) => string) | undefined,
): string | null {
  const url = source === null || source.length > MAX_LINK_CHARACTERS ? null : URL.parse(source);
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.href;
  return documentLink?.(id) ?? null;
}

/** A citation in Markdown, in which neither the title nor the address can end it. */
export function formatCitation(title: string, link: string | null): string {
  const text = title.replace(/[\\`*_[\]<>!()#|~]/g, "\\$&");
  if (link === null) return text;
  return `[${text}](${link.replace(/[()<>\s\\]/g, encodeSign)})`;
}

/** `encodeURIComponent` leaves parentheses as they are. */
const encodeSign = (sign: string): string =>
  sign === "(" ? "%28" : sign === ")" ? "%29" : encodeURIComponent(sign);
