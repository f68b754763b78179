const OWN_ORIGIN = "http://own.invalid";

/**
 * Where to go after a sign-in: a path of this application. Anything else that an address may hold leads to the start
 * page, or a link to the sign-in could lead users to a copy of it on another site.
 */
export function safeNext(given: string | null, fallback = "/"): string {
  if (given === null || !given.startsWith("/")) return fallback;
  const url = URL.parse(given, OWN_ORIGIN);
  if (url?.origin !== OWN_ORIGIN) return fallback;
  const path = `${url.pathname}${url.search}`;
  // What is left of "/.//elsewhere" would be read as another host.
  return path.startsWith("//") ? fallback : path;
}

/** The sign-in that leads back to where a request was to go. */
export function signInPath(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`;
}

/** A page on the way, which passes on where to go after the sign-in. */
export const withNext = (path: string, next: string): string =>
  next === "/" ? path : `${path}?next=${encodeURIComponent(next)}`;
