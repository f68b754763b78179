/** The header that passes the client's address to the library; a value that a client itself sends is replaced. */
export const CLIENT_HEADER = "x-client-address";

/** Whether cookies are kept to https. A browser then accepts them under a name that only https may set. */
export const isSecure = (publicUrl: string | undefined): boolean => publicUrl?.startsWith("https:") ?? false;

/** Token, dot, signature, as they were set. A token in another spelling could not be invalidated. */
const COOKIE_PATTERN = /^[\w-]{16,128}\.[\w%-]{16,256}$/;

/** The session cookie of a request. */
export interface SessionCookie {
  /** The token and its signature as the browser sends them. */
  readonly value: string;
  /** The signed mark of a session that ends with the browser, and is not extended. */
  readonly dontRemember: string | undefined;
  /** A Cookie header with what belongs to the session and with nothing else. */
  readonly header: string;
}

/** The session cookie in a Cookie header; undefined where there is none that this application could have set. */
export function parseSessionCookie(
  header: string | undefined,
  { name, publicUrl }: { readonly name: string; readonly publicUrl: string | undefined },
): SessionCookie | undefined {
  if (header === undefined) return undefined;
  const prefix = `${isSecure(publicUrl) ? "__Secure-" : ""}${name}.`;
  const parts = header.split(";").map((part) => part.trim());
  const find = (cookie: string) => parts.find((part) => part.startsWith(`${prefix}${cookie}=`));
  const session = find("session_token");
  const value = session?.slice(session.indexOf("=") + 1);
  if (session === undefined || value === undefined || !COOKIE_PATTERN.test(value)) return undefined;
  const mark = find("dont_remember");
  const dontRemember = mark?.slice(mark.indexOf("=") + 1);
  return { value, dontRemember, header: [session, mark].filter(Boolean).join("; ") };
}
