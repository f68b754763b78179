/** A mail server as MAIL_URL names it. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte, rather than by STARTTLS. */
  readonly implicitTls: boolean;
  /** Whether a connection that cannot be encrypted is closed; undefined: as the environment requires. */
  readonly tls: "required" | "optional" | undefined;
  readonly credentials: { readonly user: string; readonly password: string } | undefined;
}

/** Where servers accept messages from applications. */
const DEFAULT_PORTS = { "smtp:": 587, "smtps:": 465 };

/**
 * Reads `smtp://user:password@host:587?tls=optional` or `smtps://user:password@host`. User and password are
 * percent-encoded where they hold characters that an address has a use for.
 *
 * @returns undefined for anything else
 */
export function readMailServer(text: string): MailServer | undefined {
  const url = URL.parse(text);
  if (!url || (url.protocol !== "smtp:" && url.protocol !== "smtps:")) return undefined;
  const { protocol, hostname, port, pathname, hash, searchParams } = url;
  const implicitTls = protocol === "smtps:";
  const tls = searchParams.get("tls") ?? undefined;
  const isPlain =
    (pathname === "" || pathname === "/") && hash === "" && /^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(hostname);
  if (!isPlain || [...searchParams.keys()].some((key) => key !== "tls") || searchParams.size > 1)
    return undefined;
  if (tls !== undefined && tls !== "required" && (tls !== "optional" || implicitTls)) return undefined;
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === undefined || password === undefined || (user === "") !== (password === "")) return undefined;
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? DEFAULT_PORTS[protocol] : Number(port),
    implicitTls,
    tls,
    credentials: user === "" ? undefined : { user, password },
  };
}

/** Undefined for what is not percent-encoded text of printable characters. */
function decoded(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part);
    return /\p{Cc}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
