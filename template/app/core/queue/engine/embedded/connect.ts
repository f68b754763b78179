import { type ChildProcess, spawn } from "node:child_process";
import { createConnection } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@aegis-stack/runtime/errors";
import { createDecoder, type EngineRequest, type EngineResponse, encode } from "./messages.ts";
import { type Endpoint, inUse, readOwner } from "./owner.ts";
import type { StartReport } from "./process.ts";

/** It is up within a few seconds, on a machine that is busy with all else within a minute or two. */
const START_TIMEOUT_MS = 180_000;

/** How often it is tried again while the process starts or stops for another one. */
const RETRY_MS = 50;

/**
 * Its machine code is made once and quickly, since optimising it takes 2 s of processor at each start, and 60 MB; its
 * young objects get no 48 MB.
 */
const NODE_FLAGS = ["--liftoff-only", "--max-semi-space-size=1"];

/** A socket on which the embedded database has said that it is there. */
export interface Connection {
  send(request: EngineRequest): void;
  /** Called for each message from now on. */
  receive(listener: (response: EngineResponse) => void): void;
  /** Called once, when the connection is gone, whichever side ended it. */
  onLost(listener: () => void): void;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Where its files are put; undefined: a database in memory, in a process of its own. */
  folder: string | undefined;
  /** Where statements look for tables. */
  schema: string;
}

/**
 * Connects to the process that has the folder open, and starts one where there is none.
 *
 * @throws AppError `queue.folder-in-use` when another server is connected to it
 */
export async function connect({ folder, schema }: ConnectOptions): Promise<Connection> {
  if (folder === undefined) return startAndDial("", schema);
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const owner = readOwner(folder);
    // It has an endpoint while it runs, and is waited for while it starts or stops.
    if (owner && !owner.endpoint && !owner.inTransition) throw inUse(folder, owner.pid);
    const connection = owner
      ? owner.endpoint && (await dial(owner.endpoint, folder))
      : await startAndDial(folder, schema).catch(unlessTaken);
    if (connection) return connection;
    if (performance.now() > deadline) throw new Error(LATE);
    await delay(RETRY_MS);
  }
}

const LATE = "it did not start in time";
const ENDED = "its process ended at once";

/** Another server may have started a process for the folder at the same time: that one is connected to. */
function unlessTaken(error: unknown): undefined {
  if (error instanceof AppError && error.code === "queue.folder-in-use") return undefined;
  throw error;
}

async function startAndDial(folder: string, schema: string): Promise<Connection> {
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, join(import.meta.dirname, "process.ts"), folder, schema, process.env.WATCHER_PID ?? ""],
    // A terminal's Ctrl-C must not reach it: the server still needs it while it stops.
    { detached: true, windowsHide: true, stdio: ["ignore", "ignore", "ignore", "ipc"] },
  );
  try {
    const report = await firstReport(child);
    if ("inUseBy" in report) throw inUse(folder, report.inUseBy);
    if ("error" in report) throw new Error(report.error);
    const connection = await dial(report.endpoint, folder);
    if (!connection) throw new Error(ENDED);
    return connection;
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  } finally {
    // From now on it is held by the connection, and this process by neither.
    if (child.connected) child.disconnect();
    child.unref();
  }
}

function firstReport(child: ChildProcess): Promise<StartReport> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(LATE)), START_TIMEOUT_MS);
    child.once("message", (report: StartReport) => resolve(report));
    child.once("error", reject);
    child.once("exit", () => reject(new Error(ENDED)));
    child.once("message", () => clearTimeout(timer));
    child.once("exit", () => clearTimeout(timer));
  });
}

/** @returns undefined when nothing answers there any more */
function dial({ address, secret }: Endpoint, folder: string): Promise<Connection | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(address);
    let receive = (response: EngineResponse): void => {
      if (response.type === "welcome") resolve(connection);
      else if (response.type === "refused") {
        reject(inUse(folder, response.pid));
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
