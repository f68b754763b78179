import { dirname } from "node:path";
import { AppError } from "@aegis-stack/runtime/errors";
import { createPostgresBackend, DEFAULT_SCHEMA, type PgPool, runMigrations } from "bullmq";
import { log } from "#app/core/log.ts";
import { createOutageLog } from "#app/core/outages/outage-log.ts";
import { makePrivateFolder } from "#app/core/private-files.ts";
import { createBullEngine } from "../bullmq/create.ts";
import { unfinishedGoesFirst } from "../bullmq/goes-first.ts";
import { isConnectionError, unavailable } from "../bullmq/unavailable.ts";
import type { QueueEngine } from "../engine.ts";
import { readHeads } from "../postgres-heads.ts";
import { connect } from "./connect.ts";
import { createEmbeddedPool, type EmbeddedPool } from "./pool.ts";

/**
 * Queues in a database in a process beside this one, for a laptop without a server: slow, and it takes some 100 MB of
 * memory, but its content survives a restart.
 *
 * @param folder where its files are put; one server at a time may open it. Not given: in memory
 */
export function createEmbeddedEngine(folder?: string): QueueEngine {
  let embedded: EmbeddedPool | undefined;

  const place = folder ?? "memory";

  function opened(): PgPool {
    if (!embedded) throw new TypeError("the embedded database is used before it was opened");
    return embedded.pool;
  }

  return createBullEngine({
    kind: "embedded",
    lasting: folder !== undefined,
    private: true,
    place,
    slicesFromNewest: true,
    ask: (name, options, extra) => createPostgresBackend(name, { ...options, connection: opened() }, extra),
    wait: (name, options, extra) =>
      unfinishedGoesFirst(createPostgresBackend(name, { ...options, connection: opened() }, extra)),
    async open() {
      const made = createEmbeddedPool(() => connect({ folder, schema: DEFAULT_SCHEMA }));
      try {
        if (folder) makePrivateFolder(dirname(folder));
        await prepare(made.pool);
        embedded = made;
      } catch (error) {
        await made.close();
        throw error instanceof AppError ? error : unreadable(place, error);
      }
    },
    trouble: () => undefined,
    explain: (error) => (isConnectionError(error) ? unavailable(place, error) : error),
    heads: (queue, ids) => readHeads(opened(), queue.name, ids),
    outages: createOutageLog({ log, name: "the embedded queue", place }),
    // It shares this process's clock.
    now: async () => Date.now(),
    async close() {
      await embedded?.close();
      embedded = undefined;
    },
  });
}

async function prepare(pool: PgPool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, DEFAULT_SCHEMA);
  } finally {
    client.release();
  }
}

const unreadable = (folder: string, cause: unknown) =>
  new AppError({
    code: "queue.folder-unreadable",
    kind: "unavailable",
    what: `The queue in ${folder} could not be opened: ${cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause)}.`,
    todo: "Move that folder away and start again; the tasks in it are lost. With REDIS_URL the queue is kept elsewhere.",
    cause,
  });
