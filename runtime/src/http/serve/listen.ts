import { lookup } from "node:dns/promises";
import { once } from "node:events";
import type { Server } from "node:http";
import { createServer, type Server as NetServer } from "node:net";
import { AppError } from "../../errors/index.ts";

const DEFAULT_PORT = 8_000;

/** How many ports are tried, one after the other, where the next free one is accepted. */
const MAX_PORT_ATTEMPTS = 20;

/** Where a server listens. */
export interface ListeningAddress {
  /** The name or address that it was opened on. */
  readonly host: string;
  /** Where browsers on this machine reach it, without a slash at the end. */
  readonly url: string;
  /** Whether only this machine can reach it. */
  readonly isLocal: boolean;
  /** The port that was intended and is taken, when another one was opened. */
  readonly insteadOf?: number;
}

/** Where a server was opened, and the listeners of the host's other addresses, whose connections it handles as well. */
export interface OpenedServer {
  readonly listening: ListeningAddress;
  readonly others: readonly NetServer[];
}

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  /** The default is 8000. */
  readonly port: number | undefined;
  /** Whether the next free port is accepted when none was given and 8000 is taken. */
  readonly orNext: boolean;
  /** Where to begin when no port was given. */
  readonly first?: number;
  /** How the address is named in the log. */
  readonly describe: (address: string) => string;
  /** Resolves a host name to its addresses; for tests. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/** What is needed of Fastify to serve, however its types are refined. */
export interface ListeningServer {
  readonly server: Server;
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
  app: ListeningServer,
  { host, port, orNext, first = DEFAULT_PORT, describe, resolve = findAddresses }: ListenOptions,
): Promise<OpenedServer> {
  const wanted = port ?? first;
  const last = orNext && port === undefined ? wanted + MAX_PORT_ATTEMPTS - 1 : wanted;
  const [main = host, ...more] = await resolve(host).catch((error) => {
    throw explainListenError(error, host, wanted, last);
  });
  for (let candidate = wanted; ; candidate++) {
    const others: NetServer[] = [];
    try {
      // The others first, since a server of Fastify can be opened only once; later where the system chooses the port.
      if (candidate !== 0) others.push(...(await openOthers(app.server, more, candidate)));
      await app.listen({ host: main, port: candidate, listenTextResolver: describe });
      const address = app.server.address();
      const opened = typeof address === "object" ? (address?.port ?? candidate) : candidate;
      if (candidate === 0) others.push(...(await openOthers(app.server, more, opened)));
      const listening = {
        host,
        url: `http://${toReachableHost(host)}:${opened}`,
        isLocal: isLocalHost(host),
      };
      return { listening: candidate === wanted ? listening : { ...listening, insteadOf: wanted }, others };
    } catch (error) {
      for (const other of others) other.close();
      if (candidate < last && codeOf(error) === "EADDRINUSE") continue;
      throw explainListenError(error, host, wanted, last);
    }
  }
}

/** Fastify would open more servers for a name by itself, and close them immediately when it stops. */
async function findAddresses(host: string): Promise<string[]> {
  if (host !== "localhost") return [host];
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

/** Passes connections to these addresses on to `server`, so that they are handled, limited and drained like all others. */
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
      if (MISSING_ADDRESS_CODES.has(String(codeOf(error)))) continue;
      for (const one of opened) one.close();
      throw error;
    }
  }
  return opened;
}

/** An address of the name that the machine does not have, as where IPv6 is switched off. */
const MISSING_ADDRESS_CODES = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"]);

function explainListenError(error: unknown, host: string, port: number, last: number): unknown {
  const code = codeOf(error);
  if (code === "EADDRINUSE") {
    return new AppError({
      code: "port.taken",
      category: "conflict",
      message:
        last === port
          ? `Port ${port} is taken by another process.`
          : `Ports ${port} to ${last} are all taken by other processes.`,
      hint: "Stop that process, or set PORT to a free port.",
      cause: error,
    });
  }
  if (code === "EACCES") {
    return new AppError({
      code: "port.forbidden",
      category: "forbidden",
      message: `This user may not open port ${port}.`,
      hint: "Set PORT to a port from 1024 up.",
      cause: error,
    });
  }
  if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL" || code === "EAI_AGAIN" || code === "EINVAL") {
    return new AppError({
      code: "host.unknown",
      category: "invalid",
      message: `HOST is ${host}, which is not an address of this machine.`,
      hint: "Set HOST to 127.0.0.1 for this machine alone, or to 0.0.0.0 for every network it is in.",
      cause: error,
    });
  }
  return error;
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);

const isLocalHost = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");

/** An address that stands for every interface cannot be opened in a browser. */
function toReachableHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
