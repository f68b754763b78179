import { isIP } from "node:net";
import { hostname } from "node:os";
import type { FastifyInstance } from "fastify";
import { AppError } from "../../errors/index.ts";
import type { HttpServerValues } from "../http-server-values.ts";

/**
 * Refuses requests for a host name that is not the development server's own. Any site can make its name resolve to
 * 127.0.0.1 (DNS rebinding): a browser then treats this server as that site, whose scripts may read everything, and in
 * development the operations pages are open. Production identifies users by cookies and passwords, which a browser keeps
 * apart by name.
 */
export function requireKnownHost(
  app: FastifyInstance,
  settings: Pick<HttpServerValues, "NODE_ENV" | "ALLOWED_HOSTS">,
): void {
  if (settings.NODE_ENV !== "development") return;
  const known = [...settings.ALLOWED_HOSTS, hostname().toLowerCase(), `${hostname().toLowerCase()}.local`];
  app.addHook("onRequest", (request, _reply, done) => {
    const name = parseHostName(request.headers.host);
    done(name === undefined || isKnownHost(name, known) ? undefined : createUnknownHostError(name));
  });
}

/** Without port, brackets and trailing dot, in lower case. */
function parseHostName(header: string | undefined): string | undefined {
  return header
    ?.replace(/:\d*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();
}

/**
 * Whether the development server accepts a host name.
 *
 * @param name in lower case, without port
 * @param known names besides those that no public DNS can hold; one with a leading dot covers every name below
 */
function isKnownHost(name: string, known: readonly string[]): boolean {
  // A name without a dot belongs to the local network, such as that of a container.
  if (isIP(name) !== 0 || !/[.:]/.test(name) || name.endsWith(".localhost")) return true;
  return known.some((one) =>
    one.startsWith(".") ? name.endsWith(one) || name === one.slice(1) : name === one,
  );
}

const createUnknownHostError = (name: string) =>
  new AppError({
    code: "request.unknown-host",
    category: "forbidden",
    message: `The development server does not answer to the host name ${JSON.stringify(name)}.`,
    hint: "Use localhost or an IP address, or add the name to ALLOWED_HOSTS.",
  });
