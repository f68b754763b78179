import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { AppError } from "@aegis-stack/runtime/errors";
import { PGlite } from "@electric-sql/pglite";
import { createDecoder, type EngineRequest, type EngineResponse, encode } from "./messages.ts";
import { type Endpoint, isAlive, type Ownership, own, readOwner } from "./owner.ts";

/**
 * The process that holds the embedded database, beside the server: neither its start nor its statements hold up a page, and
 * it stays while the server is started again after a change. It ends as soon as no server is connected and no watcher is
 * left that would start another one.
 */

/** How often the process looks whether it is still needed. */
const WATCH_MS = 500;

/** The tables of a few queues. The 128 MB that are the default would be touched by and by and never be given back. */
const MEMORY_SETTINGS = ["-c", "shared_buffers=4MB", "-c", "wal_buffers=256kB"];

/** The first message to the process that has started this one. */
export type StartReport = { endpoint: Endpoint } | { error: string } | { inUseBy: number };

const [folder = "", schema = "", watcherPid = ""] = process.argv.slice(2);
let watcher = Number(watcherPid) || undefined;
let client: Socket | undefined;
let clientPid = 0;
let isEnding = false;

// Who sends these has sent them to the server too, which still needs the queue while it stops.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => {});

let ownership: Ownership | undefined;
let database: PGlite;
try {
  ownership = folder === "" ? undefined : own(folder);
  if (folder !== "") await prepare(join(folder, "pgdata"));
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

/** Makes the files of the database where there are none yet. */
async function prepare(files: string): Promise<void> {
  // Fails at once where a file is in the way.
  mkdirSync(files, { recursive: true, mode: 0o700 });
  if (existsSync(join(files, "PG_VERSION"))) return;
  const script = fileURLToPath(new URL("./prepare.ts", import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script, folder], {
    stdio: ["ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  const [output] = await Promise.all([text(child.stderr), once(child, "close")]);
  if (child.exitCode !== 0)
    throw new Error(/^\w*Error: (.*)$/m.exec(output)?.[1] ?? "it could not be prepared");
}

/** Short, since the path of a socket may have some hundred characters only, and for this user alone. */
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
    // What it listened to and began ends with it.
    void database.exec("ROLLBACK; UNLISTEN *; SELECT pg_advisory_unlock_all()").catch(() => {});
    endIfUnused();
  });
  socket.on(
    "data",
    createDecoder<EngineRequest>((request) => {
      if (request.type === "hello") greet(socket, request);
      else if (socket === client) void answer(socket, request);
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

async function answer(
  socket: Socket,
  { id, text: statement, values }: Extract<EngineRequest, { type: "query" }>,
): Promise<void> {
  try {
    // Several statements at once, as migrations are, need the simple protocol.
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

/** The process that has started this one is connected by its channel until it is connected by its socket. */
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
