import type { Server as NetServer } from "node:net";
import type { FastifyBaseLogger } from "fastify";
import { announceServer, withdrawServer } from "../../address/index.ts";
import type { LifecyclePart } from "../../process/index.ts";
import { formatBanner } from "./banner.ts";
import { createDrain } from "./drain.ts";
import { type ListeningAddress, type ListeningServer, listen } from "./listen.ts";
import { describeOperatorAccess, findExposure } from "./operator-access.ts";

/** A connection that is idle for this time is closed while stopping. */
const QUIET_CONNECTION_MS = 1_000;

/** How long streams may take to reach their clients after they were ended. */
const STREAM_FLUSH_MS = 500;

/** The settings of where a server listens. */
export interface ServeValues {
  /** In development the next free port is accepted, and stopping does not wait for idle connections. */
  readonly NODE_ENV: "development" | "test" | "production";
  /** The address to listen on. */
  readonly HOST: string;
  /** The port; without one 8000, or in development the next free one. */
  readonly PORT?: number | undefined;
  /** Opens the operations pages of an application without accounts. */
  readonly OVERSEER_PASSWORD?: string | undefined;
}

/** What serving needs. */
export interface ServeOptions {
  /** The server, with all its routes. */
  readonly app: ListeningServer;
  /** The name of the application. */
  readonly name: string;
  /** The version of the application. */
  readonly version: string;
  /** Where it listens. */
  readonly settings: ServeValues;
  /** Where the start and the stop are logged. */
  readonly log: Pick<FastifyBaseLogger, "info" | "warn">;
  /** Where the announcement for commands is written. */
  readonly dataDirectory: string;
  /** The bearer token by which the server accepts commands as operators. */
  readonly token?: string | undefined;
  /** Whether the application has accounts, whose admins sign in to see the operations pages. */
  readonly hasAccounts?: boolean;
  /** Sentences for the banner: what may surprise a developer who has just started the server. */
  readonly notes?: () => readonly string[];
}

/** Serves as a part of the process: listens, announces where, and stops without dropping a request. */
export function serveHttp(options: ServeOptions): LifecyclePart {
  const { app, name, version, settings, log, dataDirectory } = options;
  const isDevelopment = settings.NODE_ENV === "development";
  let others: readonly NetServer[] = [];
  // A developer waits for each restart, and no other client is connected.
  const quietMs = isDevelopment ? 0 : QUIET_CONNECTION_MS;
  const drain = createDrain(
    app.server,
    quietMs,
    () => log.info("accepts no more connections"),
    () => others,
  );

  return {
    name: "web",
    async start() {
      const { HOST: host, PORT: port } = settings;
      const describe = (address: string) => `${name} ${version} listens at ${address}`;
      const opened = await listen(app, { host, port, orNext: isDevelopment, describe });
      others = opened.others;
      announce(opened.listening, options);
    },
    async stop(deadline) {
      const { cutOff } = await drain.finish(deadline);
      if (deadline.aborted) await drain.cut(0);
      await app.close();
      await drain.cut(STREAM_FLUSH_MS);
      withdrawServer(process.pid, dataDirectory);
      if (cutOff > 0) throw new Error(`${cutOff} requests were cut off`);
    },
  };
}

function announce(listening: ListeningAddress, options: ServeOptions): void {
  const { name, version, settings, log, dataDirectory, token, hasAccounts = false, notes } = options;
  const { url, insteadOf } = listening;
  const { NODE_ENV, OVERSEER_PASSWORD } = settings;
  const operatorAccess = { NODE_ENV, OVERSEER_PASSWORD, hasAccounts };
  const access = describeOperatorAccess(operatorAccess);
  if (process.stdout.isTTY)
    process.stdout.write(formatBanner({ ...listening, name, version, access, notes: notes?.() ?? [] }));
  else if (insteadOf !== undefined)
    log.warn({ url }, `Port ${insteadOf} is taken, so this is the next free one`);
  const exposure = findExposure(listening, operatorAccess);
  if (exposure !== undefined) log.warn({ url }, exposure);
  // The server of a test must not replace the one that a developer is running.
  if (NODE_ENV === "test") return;
  try {
    announceServer({ url, pid: process.pid, startedAt: new Date().toISOString(), token }, dataDirectory);
  } catch (error) {
    log.warn({ err: error }, "The data folder cannot be written to, so commands have to be told --url");
  }
}
