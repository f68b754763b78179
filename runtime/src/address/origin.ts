/** What shows where a request was sent from. */
export interface RequestOrigin {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const READING_METHODS = new Set(["GET", "HEAD"]);

/**
 * Whether a browser says that a page of another site made it send a request that may change something: by the origin that
 * it names or, where it names none, by the site. A client that is no browser sends neither, and carries no cookies that
 * another site could use.
 *
 * @param getOwnOrigin returns this application's origin; called only where it matters, since most requests change nothing
 */
export function isCrossOriginChange({ method, headers }: RequestOrigin, getOwnOrigin: () => string): boolean {
  if (READING_METHODS.has(method)) return false;
  const { origin, "sec-fetch-site": site } = headers;
  if (origin !== undefined) return origin !== getOwnOrigin();
  return site !== undefined && site !== "same-origin" && site !== "none";
}
