import {
  assertSchemaCompatibility,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  LATEST_SCHEMA_VERSION,
  type PgPool,
  runMigrations,
  SchemaMigrationRequiredError,
} from "bullmq";
import { createOutageLog } from "../../log/index.ts";
import { createBullmqEngine } from "../bullmq/bullmq-engine.ts";
import { requeueFirst } from "../bullmq/bullmq-patches.ts";
import { readHeads } from "../bullmq/postgres-heads.ts";
import { RESPONSE_TIMEOUT_MS } from "../bullmq/unavailable.ts";
import type { QueueEngine } from "../engine.ts";
import type { PostgresQueueOptions } from "../engine-options.ts";
import { explainPostgresError } from "./postgres-errors.ts";
import { createQueuePool } from "./queue-pool.ts";

/** Connections that enqueueing and reading use at most. */
const MAX_ASKING_CONNECTIONS = 4;

/** Reads the server's clock, in milliseconds since 1970. */
const SELECT_CLOCK = "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now";

/** How long a worker waits for a connection and for a response. */
const WORKER_TIMEOUT_MS = 10_000;

/** Queues on a PostgreSQL server. Processes that create the schema at the same time wait for each other. */
export function createPostgresEngine({
  url,
  limit,
  applicationName,
  log,
}: PostgresQueueOptions): QueueEngine {
  const { hostname, port, pathname } = new URL(url);
  const place = `${hostname}:${port || 5432}${pathname}`;
  let asking: PgPool | undefined;
  let waiting: PgPool | undefined;
  // The next statement connects again, or reports the outage, once for the whole process.
  const onLost = (error: Error) => log.debug({ err: error }, "a connection to the queue was lost");
  const common = { url, applicationName, onLost };
  const getAsking = () => {
    asking ??= createQueuePool({ ...common, limit: MAX_ASKING_CONNECTIONS, timeoutMs: RESPONSE_TIMEOUT_MS });
    return asking;
  };
  const getWaiting = () => {
    waiting ??= createQueuePool({ ...common, limit, timeoutMs: WORKER_TIMEOUT_MS });
    return waiting;
  };

  return createBullmqEngine({
    kind: "postgres",
    lasting: true,
    private: false,
    place,
    slicesFromNewest: true,
    ask: (name, options, extra) =>
      createPostgresBackend(name, { ...options, connection: getAsking() }, extra),
    wait: (name, options, extra) =>
      requeueFirst(createPostgresBackend(name, { ...options, connection: getWaiting() }, extra)),
    async open() {
      const client = await getAsking().connect();
      try {
        await migrateSchema(client);
      } finally {
        client.release();
      }
    },
    trouble: () => undefined,
    explain: (error) => explainPostgresError(error, place),
    heads: (queue, ids) => readHeads(getAsking(), queue.name, ids),
    outages: createOutageLog({ log, name: "PostgreSQL", place }),
    async now() {
      const { rows } = await getAsking().query<{ now: number }>(SELECT_CLOCK);
      return Number(rows[0]?.now);
    },
    async close() {
      await Promise.allSettled([asking?.end(), waiting?.end()]);
      asking = undefined;
      waiting = undefined;
    },
  });
}

/** Usually there is nothing to do, and then no process waits for a lock. */
async function migrateSchema(client: Parameters<typeof runMigrations>[0]): Promise<void> {
  try {
    const version = await assertSchemaCompatibility(client, DEFAULT_SCHEMA);
    if (version >= LATEST_SCHEMA_VERSION) return;
  } catch (error) {
    if (!(error instanceof SchemaMigrationRequiredError)) throw error;
  }
  await runMigrations(client, DEFAULT_SCHEMA);
}
