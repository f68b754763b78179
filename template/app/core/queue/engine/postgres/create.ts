import {
  assertSchemaCompatibility,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  LATEST_SCHEMA_VERSION,
  type PgPool,
  runMigrations,
  SchemaMigrationRequiredError,
} from "bullmq";
import { log } from "#app/core/log.ts";
import { createOutageLog } from "#app/core/outages/outage-log.ts";
import { createBullEngine } from "../bullmq/create.ts";
import { unfinishedGoesFirst } from "../bullmq/goes-first.ts";
import { PATIENCE } from "../bullmq/unavailable.ts";
import type { QueueEngine } from "../engine.ts";
import { readHeads } from "../postgres-heads.ts";
import { createPool } from "./pool.ts";
import { explainPostgres } from "./troubles.ts";

/** Connections that those who enqueue and ask have at the most. */
const ASKING = 4;

/** Asks for the server's clock, in milliseconds since 1970. */
const CLOCK = "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now";

/** How long a worker waits for a connection and for an answer, in milliseconds: it has the time. */
const LONG = 10_000;

export interface PostgresOptions {
  url: string;
  /** Connections that one worker process opens at the most, besides one for each of its queues. */
  limit: number;
}

/**
 * Queues on a PostgreSQL server, in a schema of their own beside the application's tables. The schema is made and
 * kept up to date by whoever comes first; processes that come at the same time wait for each other.
 */
export function createPostgresEngine({ url, limit }: PostgresOptions): QueueEngine {
  const { hostname, port, pathname } = new URL(url);
  const place = `${hostname}:${port || 5432}${pathname}`;
  let asking: PgPool | undefined;
  let waiting: PgPool | undefined;
  // Whatever is asked next makes a new one, or tells of the outage, once for the whole process.
  const onLost = (error: Error) => log.debug({ err: error }, "a connection to the queue was lost");
  const asks = () => {
    asking ??= createPool({ url, limit: ASKING, connect: PATIENCE, answer: PATIENCE, onLost });
    return asking;
  };
  const waits = () => {
    waiting ??= createPool({ url, limit, connect: LONG, answer: LONG, onLost });
    return waiting;
  };

  return createBullEngine({
    kind: "postgres",
    lasting: true,
    private: false,
    place,
    slicesFromNewest: true,
    ask: (name, options, extra) => createPostgresBackend(name, { ...options, connection: asks() }, extra),
    wait: (name, options, extra) =>
      unfinishedGoesFirst(createPostgresBackend(name, { ...options, connection: waits() }, extra)),
    async open() {
      const client = await asks().connect();
      try {
        await prepare(client);
      } finally {
        client.release();
      }
    },
    trouble: () => undefined,
    explain: (error) => explainPostgres(error, place),
    heads: (queue, ids) => readHeads(asks(), queue.name, ids),
    outages: createOutageLog({ log, name: "PostgreSQL", place }),
    async now() {
      const { rows } = await asks().query<{ now: number }>(CLOCK);
      return Number(rows[0]?.now);
    },
    async close() {
      await Promise.allSettled([asking?.end(), waiting?.end()]);
      asking = undefined;
      waiting = undefined;
    },
  });
}

/** Most of the time there is nothing to do, and then nobody waits for a lock. */
async function prepare(client: Parameters<typeof runMigrations>[0]): Promise<void> {
  try {
    const version = await assertSchemaCompatibility(client, DEFAULT_SCHEMA);
    if (version >= LATEST_SCHEMA_VERSION) return;
  } catch (error) {
    if (!(error instanceof SchemaMigrationRequiredError)) throw error;
  }
  await runMigrations(client, DEFAULT_SCHEMA);
}
