import { dirname } from "node:path";
import { createPostgresBackend, DEFAULT_SCHEMA, type PgPool, runMigrations } from "bullmq";
import { AppError } from "../../errors/index.ts";
import { makePrivateFolder } from "../../files/index.ts";
import { createOutageLog } from "../../log/index.ts";
import { createBullmqEngine } from "../bullmq/bullmq-engine.ts";
import { requeueFirst } from "../bullmq/bullmq-patches.ts";
import { readHeads } from "../bullmq/postgres-heads.ts";
import { isConnectionError, unavailable } from "../bullmq/unavailable.ts";
import type { QueueEngine } from "../engine.ts";
import type { EmbeddedQueueOptions } from "../engine-options.ts";
import { connect } from "./connect.ts";
import { createEmbeddedPool, type EmbeddedPool } from "./embedded-pool.ts";

/** Queues in a database in a process beside this one. */
export function createEmbeddedEngine({ folder, resolvePGlite, log }: EmbeddedQueueOptions): QueueEngine {
  let embedded: EmbeddedPool | undefined;

  const place = folder ?? "memory";

  function getPool(): PgPool {
    if (!embedded) throw new TypeError("the embedded database is used before it was opened");
    return embedded.pool;
  }

  return createBullmqEngine({
    kind: "embedded",
    lasting: folder !== undefined,
    private: true,
    place,
    slicesFromNewest: true,
    ask: (name, options, extra) => createPostgresBackend(name, { ...options, connection: getPool() }, extra),
    wait: (name, options, extra) =>
      requeueFirst(createPostgresBackend(name, { ...options, connection: getPool() }, extra)),
    async open() {
      const created = createEmbeddedPool(async () =>
        connect({ pgliteUrl: resolvePGlite(), folder, schema: DEFAULT_SCHEMA }),
      );
      try {
        if (folder) makePrivateFolder(dirname(folder));
        await migrateSchema(created.pool);
        embedded = created;
      } catch (error) {
        await created.close();
        throw error instanceof AppError ? error : createUnreadableError(place, error);
      }
    },
    trouble: () => undefined,
    explain: (error) => (isConnectionError(error) ? unavailable(place, error) : error),
    heads: (queue, ids) => readHeads(getPool(), queue.name, ids),
    outages: createOutageLog({ log, name: "the embedded queue", place }),
    // It shares this process's clock.
    now: async () => Date.now(),
    async close() {
      await embedded?.close();
      embedded = undefined;
    },
  });
}

async function migrateSchema(pool: PgPool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, DEFAULT_SCHEMA);
  } finally {
    client.release();
  }
}

const createUnreadableError = (folder: string, cause: unknown) =>
  new AppError({
    code: "queue.folder-unreadable",
    category: "unavailable",
    message: `The queue in ${folder} could not be opened: ${cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause)}.`,
    hint: "Move that folder away and start again; the tasks in it are lost. With REDIS_URL the queue is kept elsewhere.",
    cause,
  });
