import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { AppError } from "../../errors/index.ts";
import { findChildModule } from "./child-module.ts";
import { type EmbeddedDatabase, loadPGlite } from "./load-pglite.ts";
import { createDecoder, type EngineRequest, type EngineResponse, encode } from "./messages.ts";
import { claimFolder, type Endpoint, isAlive, type Ownership, readOwner } from "./owner.ts";

/**
 * The process that holds the embedded database, beside the server: neither its start nor its statements delay a page, and it
 * continues while the server restarts after a change. It ends as soon as no server is connected and no watcher runs that
 * would start another one.
 */

/** How often the process checks whether it is still needed. */
const WATCH_MS = 500;

/** Enough for a few queues. The default of 128 MB would be used up gradually and never released. */
const MEMORY_SETTINGS = ["-c", "shared_buffers=4MB", "-c", "wal_buffers=256kB"];

/** The first message to the process that started this one. */
export type StartReport = { endpoint: Endpoint } | { error: string } | { inUseBy: number };

const [pgliteUrl = "", folder = "", schema = "", watcherPid = ""] = process.argv.slice(2);
let watcher = Number(watcherPid) || undefined;
let client: Socket | undefined;
let clientPid = 0;
let isEnding = false;

// The server receives the same signals, and needs the queue until it has stopped.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => {});

let ownership: Ownership | undefined;
let database: EmbeddedDatabase;
try {
  ownership = folder === "" ? undefined : claimFolder(folder);
  if (folder !== "") await prepare(join(folder, "pgdata"));
  const PGlite = await loadPGlite(pgliteUrl);
  database = await PGlite.create({
    ...(folder === "" ? {} : { dataDir: join(folder, "pgdata") }),
    startParams: [...PGlite.defaultStartParams, ...MEMORY_SETTINGS, "-c", `search_path=${schema}`],
  });
} catch (error) {
  ownership?.release();
  const owner = error instanceof AppError ? readOwner(folder) : undefined;
  await report(
    owner ? { inUseBy: owner.pid } : { error: error instanceof Error ? error.message : String(error) },
  );
  process.exit(1);
}

const endpoint = { address: listenAddress(), secret: randomUUID() };
const server = createServer(accept);
server.listen(endpoint.address, async () => {
  ownership?.publish(endpoint);
  await report({ endpoint });
});
const timer = setInterval(endIfUnused, WATCH_MS);
database.onNotification((channel, payload) => send({ type: "notification", channel, payload }));

/** Creates the files of the database where there are none yet. */
async function prepare(files: string): Promise<void> {
  // Fails at once where there is a file of that name.
  mkdirSync(files, { recursive: true, mode: 0o700 });
  if (existsSync(join(files, "PG_VERSION"))) return;
  const script = findChildModule("prepare-database.process");
  const child = spawn(process.execPath, [...process.execArgv, script, pgliteUrl, folder], {
    stdio: ["ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  const [output] = await Promise.all([text(child.stderr), once(child, "close")]);
  if (child.exitCode !== 0)
    throw new Error(/^\w*Error: (.*)$/m.exec(output)?.[1] ?? "it could not be prepared");
}

/** Short, since the path of a socket is limited to about a hundred characters, and accessible to this user alone. */
function listenAddress(): string {
  if (process.platform === "win32") return `\\\\.\\pipe\\queue-${randomUUID()}`;
  return join(mkdtempSync(join(tmpdir(), "queue-")), "socket");
}

function report(message: StartReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, undefined, {}, () => resolve());
    else resolve();
  });
}

function send(message: EngineResponse, to = client): void {
  if (to?.writable) to.write(encode(message));
}

function accept(socket: Socket): void {
  socket.on("error", () => {});
  socket.on("close", () => {
    if (client !== socket) return;
    client = undefined;
    // Its subscriptions, transaction and locks end with it.
    void database.exec("ROLLBACK; UNLISTEN *; SELECT pg_advisory_unlock_all()").catch(() => {});
    endIfUnused();
  });
  socket.on(
    "data",
    createDecoder<EngineRequest>((request) => {
      if (request.type === "hello") greet(socket, request);
      else if (socket === client) void respond(socket, request);
    }),
  );
}

function greet(socket: Socket, hello: Extract<EngineRequest, { type: "hello" }>): void {
  if (hello.secret !== endpoint.secret || isEnding) {
    socket.destroy();
    return;
  }
  if (client && client !== socket) {
    send({ type: "refused", pid: clientPid }, socket);
    return;
  }
  client = socket;
  clientPid = hello.pid;
  watcher = hello.watcher;
  send({ type: "welcome" });
}

async function respond(
  socket: Socket,
  { id, text: statement, values }: Extract<EngineRequest, { type: "query" }>,
): Promise<void> {
  try {
    // Several statements at once, as in migrations, need the simple protocol.
    const result =
      values.length > 0
        ? await database.query(statement, [...values])
        : (await database.exec(statement)).at(-1);
    const rows = result?.rows ?? [];
    send({ type: "rows", id, rows, rowCount: result?.affectedRows ?? rows.length }, socket);
  } catch (error) {
    const fields = Object.entries(error instanceof Error ? error : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    const message = error instanceof Error ? error.message : String(error);
    send({ type: "error", id, message, fields: Object.fromEntries(fields) }, socket);
  }
}

/** The process that started this one is connected by its channel until it is connected by its socket. */
function endIfUnused(): void {
  if (client || process.connected || (watcher !== undefined && isAlive(watcher))) return;
  void end();
}

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  clearInterval(timer);
  ownership?.publish(undefined);
  server.close();
  await database.close().catch(() => {});
  ownership?.release();
  if (process.platform !== "win32") rmSync(dirname(endpoint.address), { recursive: true, force: true });
  process.exit(0);
}
