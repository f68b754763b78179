/** Where a link or an image of a text leads. */
export interface LinkTarget {
  readonly href: string;
  /** What a reader has to know of it: the host, or the address of a mailbox. */
  readonly place: string;
}

/** Everything else runs code, reads this machine, or is an address within the application that a text may not send a reader to. */
const ALLOWED_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);

/** @returns undefined where a reader may not be sent there */
export function readLinkTarget(href: string): LinkTarget | undefined {
  const url = URL.parse(href);
  if (url === null || !ALLOWED_PROTOCOLS.has(url.protocol)) return undefined;
  const place = url.protocol === "mailto:" ? decodeAddress(url.pathname) : url.host;
  return { href: url.href, place };
}

/**
 * Whether a link's text alone says where it leads. A text that names a host is no proof of it: the host may be a part of another
 * one, or what comes before it the name of a user.
 */
export function isSelfExplanatory(text: string, { href, place }: LinkTarget): boolean {
  if (text === place) return true;
  const url = URL.parse(href);
  return url !== null && url.username === "" && (text === href || `${text}/` === href);
}

function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
