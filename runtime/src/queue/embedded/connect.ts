import { type ChildProcess, spawn } from "node:child_process";
import { createConnection } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../../errors/index.ts";
import { findChildModule } from "./child-module.ts";
import type { StartReport } from "./database.process.ts";
import { createDecoder, type EngineRequest, type EngineResponse, encode } from "./messages.ts";
import { createInUseError, type Endpoint, readOwner } from "./owner.ts";

/** It starts within a few seconds, on a busy machine within a minute or two. */
const START_TIMEOUT_MS = 180_000;

/** How often it tries again while the process starts or stops for another server. */
const RETRY_MS = 50;

/**
 * Its machine code is compiled once and quickly, since optimising it takes 2 s of processor at each start, and 60 MB; its
 * young objects do not get 48 MB.
 */
const NODE_FLAGS = ["--liftoff-only", "--max-semi-space-size=1"];

/** A socket to the embedded database, which has accepted this process. */
export interface Connection {
  /** Sends a message. */
  send(request: EngineRequest): void;
  /** Called for each message from now on. */
  receive(listener: (response: EngineResponse) => void): void;
  /** Called once, when the connection has ended, whichever side ended it. */
  onLost(listener: () => void): void;
  /** Ends the connection. */
  close(): Promise<void>;
}

/** Which database is connected to. */
export interface ConnectOptions {
  /** Where PGlite is installed. */
  readonly pgliteUrl: string;
  /** Where its files are stored; undefined: a database in memory, in a process of its own. */
  readonly folder: string | undefined;
  /** Where statements look for tables. */
  readonly schema: string;
}

/**
 * Connects to the process that has the folder open, and starts one where there is none.
 *
 * @throws AppError `queue.folder-in-use` when another server is connected to it
 */
export async function connect({ pgliteUrl, folder, schema }: ConnectOptions): Promise<Connection> {
  const start = { pgliteUrl, folder: folder ?? "", schema };
  if (folder === undefined) return startAndDial(start);
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const owner = readOwner(folder);
    // The owner has an endpoint while it runs; while it starts or stops, this waits for it.
    if (owner && !owner.endpoint && !owner.inTransition) throw createInUseError(folder, owner.pid);
    const connection = owner
      ? owner.endpoint && (await dial(owner.endpoint, folder))
      : await startAndDial(start).catch(ignoreInUse);
    if (connection) return connection;
    if (performance.now() > deadline) throw new Error(START_TIMEOUT_MESSAGE);
    await delay(RETRY_MS);
  }
}

const START_TIMEOUT_MESSAGE = "it did not start in time";
const EXITED_MESSAGE = "its process ended at once";

/** Another server may have started a process for the folder at the same time: the caller connects to that one. */
function ignoreInUse(error: unknown): undefined {
  if (error instanceof AppError && error.code === "queue.folder-in-use") return undefined;
  throw error;
}

/** A process to start; the folder is empty for a database in memory. */
interface StartOptions extends ConnectOptions {
  readonly folder: string;
}

async function startAndDial({ pgliteUrl, folder, schema }: StartOptions): Promise<Connection> {
  const child = spawn(
    process.execPath,
    [
      ...NODE_FLAGS,
      findChildModule("database.process"),
      pgliteUrl,
      folder,
      schema,
      process.env.WATCHER_PID ?? "",
    ],
    // A terminal's Ctrl-C must not reach it: the server needs it until it has stopped.
    { detached: true, windowsHide: true, stdio: ["ignore", "ignore", "ignore", "ipc"] },
  );
  try {
    const report = await firstReport(child);
    if ("inUseBy" in report) throw createInUseError(folder, report.inUseBy);
    if ("error" in report) throw new Error(report.error);
    const connection = await dial(report.endpoint, folder);
    if (!connection) throw new Error(EXITED_MESSAGE);
    return connection;
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  } finally {
    // From now on the connection keeps it running, and neither keeps this process.
    if (child.connected) child.disconnect();
    child.unref();
  }
}

function firstReport(child: ChildProcess): Promise<StartReport> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(START_TIMEOUT_MESSAGE)), START_TIMEOUT_MS);
    child.once("message", (report: StartReport) => resolve(report));
    child.once("error", reject);
    child.once("exit", () => reject(new Error(EXITED_MESSAGE)));
    child.once("message", () => clearTimeout(timer));
    child.once("exit", () => clearTimeout(timer));
  });
}

/** @returns undefined when no process listens there any more */
function dial({ address, secret }: Endpoint, folder: string): Promise<Connection | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(address);
    let receive = (response: EngineResponse): void => {
      if (response.type === "welcome") resolve(connection);
      else if (response.type === "refused") {
        reject(createInUseError(folder, response.pid));
        socket.destroy();
      }
    };
    const connection: Connection = {
      send: (request) => void socket.write(encode(request)),
      receive(listener) {
        receive = listener;
      },
      onLost: (listener) => void socket.once("close", listener),
      close: () =>
        new Promise((closed) => {
          if (socket.destroyed) return closed();
          socket.once("close", () => closed());
          socket.destroySoon();
        }),
    };
    socket.on(
      "data",
      createDecoder<EngineResponse>((response) => receive(response)),
    );
    socket.on("error", () => {});
    socket.once("close", () => resolve(undefined));
    const watcher = Number(process.env.WATCHER_PID) || undefined;
    connection.send({ type: "hello", secret, pid: process.pid, watcher });
  });
}
