import { isIP } from "node:net";
import { hostname } from "node:os";
import { AppError } from "@aegis-stack/runtime/errors";
import type { FastifyInstance } from "fastify";
import type { Settings } from "#app/core/settings/schema.ts";

/**
 * Refuses requests for a host name that is not the development server's own. Any site can let its name point to
 * 127.0.0.1 (DNS rebinding): a browser then takes this server for that site, whose scripts may read everything, and in
 * development the operations pages are open. Production knows users by cookies and passwords, which a browser keeps
 * apart by name.
 */
export function requireKnownHost(
  app: FastifyInstance,
  settings: Pick<Settings, "NODE_ENV" | "ALLOWED_HOSTS">,
): void {
  if (settings.NODE_ENV !== "development") return;
  const known = [...settings.ALLOWED_HOSTS, hostname().toLowerCase(), `${hostname().toLowerCase()}.local`];
  app.addHook("onRequest", (request, _reply, done) => {
    const name = hostNameOf(request.headers.host);
    done(name === undefined || isKnownHost(name, known) ? undefined : unknownHost(name));
  });
}

/** Without port, brackets and trailing dot, in lower case. */
function hostNameOf(header: string | undefined): string | undefined {
  return header
    ?.replace(/:\d*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();
}

/**
 * @param name in lower case, without port
 * @param known names besides those that no public DNS can hold; a dot in front stands for every name below
 */
export function isKnownHost(name: string, known: readonly string[]): boolean {
  // A name without a dot is one of the local network, such as that of a container.
  if (isIP(name) !== 0 || !/[.:]/.test(name) || name.endsWith(".localhost")) return true;
  return known.some((one) =>
    one.startsWith(".") ? name.endsWith(one) || name === one.slice(1) : name === one,
  );
}

const unknownHost = (name: string) =>
  new AppError({
    code: "request.unknown-host",
    kind: "forbidden",
    what: `The development server does not answer to the host name ${JSON.stringify(name)}.`,
    todo: "Use localhost or an IP address, or add the name to ALLOWED_HOSTS.",
  });
