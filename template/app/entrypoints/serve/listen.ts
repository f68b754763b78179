import { lookup } from "node:dns/promises";
import { once } from "node:events";
import type { Server } from "node:http";
import { createServer, type Server as NetServer } from "node:net";
import { AppError } from "@aegis-stack/runtime/errors";
import { APP_NAME, APP_VERSION } from "#app/core/constants.ts";

const FIRST_PORT = 8_000;

/** How many ports are tried, one after the other, where the next free one will do. */
const ATTEMPTS = 20;

export interface Listening {
  host: string;
  /** Where browsers on this machine reach it: no slash at the end. */
  url: string;
  /** Whether only this machine can reach it. */
  local: boolean;
  /** The port that was meant and is taken, when it is another one now. */
  insteadOf?: number;
}

/** Where the server was opened, and the listeners of the host's other addresses, whose connections it answers as well. */
export interface Opened {
  listening: Listening;
  others: readonly NetServer[];
}

export interface ListenOptions {
  host: string;
  /** Not given: 8000. */
  port: number | undefined;
  /** Whether the next free port will do when none was given and 8000 is taken. */
  orNext: boolean;
  /** Where to begin when no port was given. */
  first?: number;
  /** Gives the addresses of a host name; for tests. */
  resolve?: (host: string) => Promise<readonly string[]>;
}

/** What of Fastify is needed to serve, whatever its types were refined to. */
export interface WebServer {
  server: Server;
  listen(options: {
    host: string;
    port: number;
    listenTextResolver: (address: string) => string;
  }): Promise<string>;
  close(): Promise<unknown>;
}

/**
 * Opens the port on every address of the host: `localhost` has two on most machines.
 *
 * @throws AppError `port.taken`, `port.forbidden` or `host.unknown` with what to do about it
 */
export async function listen(
  app: WebServer,
  { host, port, orNext, first = FIRST_PORT, resolve = addressesOf }: ListenOptions,
): Promise<Opened> {
  const wanted = port ?? first;
  const last = orNext && port === undefined ? wanted + ATTEMPTS - 1 : wanted;
  const [main = host, ...more] = await resolve(host).catch((error) => {
    throw explained(error, host, wanted, last);
  });
  for (let candidate = wanted; ; candidate++) {
    const others: NetServer[] = [];
    try {
      // The others first: a server of Fastify can be opened only once. Of a port that the system is to choose, later.
      if (candidate !== 0) others.push(...(await openOthers(app.server, more, candidate)));
      const listenTextResolver = (address: string) => `${APP_NAME} ${APP_VERSION} listens at ${address}`;
      await app.listen({ host: main, port: candidate, listenTextResolver });
      const address = app.server.address();
      const opened = typeof address === "object" ? (address?.port ?? candidate) : candidate;
      if (candidate === 0) others.push(...(await openOthers(app.server, more, opened)));
      const listening = { host, url: `http://${reachable(host)}:${opened}`, local: isLocal(host) };
      return { listening: candidate === wanted ? listening : { ...listening, insteadOf: wanted }, others };
    } catch (error) {
      for (const other of others) other.close();
      if (candidate < last && codeOf(error) === "EADDRINUSE") continue;
      throw explained(error, host, wanted, last);
    }
  }
}

/** Fastify would open more servers for a name by itself, and close them at once when it stops. */
async function addressesOf(host: string): Promise<string[]> {
  if (host !== "localhost") return [host];
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

/** Connections to these addresses are handed to `server`, so that they are answered, limited and drained as all others. */
async function openOthers(server: Server, addresses: readonly string[], port: number): Promise<NetServer[]> {
  const opened: NetServer[] = [];
  for (const host of addresses) {
    const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      server.emit("connection", socket),
    );
    try {
      other.listen({ host, port });
      await once(other, "listening");
      opened.push(other);
    } catch (error) {
      if (MISSING.has(String(codeOf(error)))) continue;
      for (const one of opened) one.close();
      throw error;
    }
  }
  return opened;
}

/** An address that the name has and the machine has not, as where IPv6 is switched off. */
const MISSING = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"]);

function explained(error: unknown, host: string, port: number, last: number): unknown {
  const code = codeOf(error);
  if (code === "EADDRINUSE") {
    return new AppError({
      code: "port.taken",
      kind: "conflict",
      what:
        last === port
          ? `Port ${port} is taken by another process.`
          : `Ports ${port} to ${last} are all taken by other processes.`,
      todo: "Stop that process, or set PORT to a free port.",
      cause: error,
    });
  }
  if (code === "EACCES") {
    return new AppError({
      code: "port.forbidden",
      kind: "forbidden",
      what: `This user may not open port ${port}.`,
      todo: "Set PORT to a port from 1024 up.",
      cause: error,
    });
  }
  if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL" || code === "EAI_AGAIN" || code === "EINVAL") {
    return new AppError({
      code: "host.unknown",
      kind: "invalid",
      what: `HOST is ${host}, which is not an address of this machine.`,
      todo: "Set HOST to 127.0.0.1 for this machine alone, or to 0.0.0.0 for every network it is in.",
      cause: error,
    });
  }
  return error;
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);

const isLocal = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");

/** An address that means every interface is none to go to. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
