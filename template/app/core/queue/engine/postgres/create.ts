import {
  assertSchemaCompatibility,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  LATEST_SCHEMA_VERSION,
  type PgPool,
  runMigrations,
  SchemaMigrationRequiredError,
} from "bullmq";
import { createBullEngine } from "../bullmq/create.ts";
import { unfinishedGoesFirst } from "../bullmq/goes-first.ts";
import { PATIENCE } from "../bullmq/unavailable.ts";
import type { QueueEngine } from "../engine.ts";
import { createPool } from "./pool.ts";

/** Connections that those who enqueue and ask have at the most. */
const ASKING = 4;

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
  let asking: PgPool | undefined;
  let waiting: PgPool | undefined;
  const asks = () => {
    asking ??= createPool({ url, limit: ASKING, connect: PATIENCE, answer: PATIENCE });
    return asking;
  };
  const waits = () => {
    waiting ??= createPool({ url, limit, connect: LONG, answer: LONG });
    return waiting;
  };

  return createBullEngine({
    kind: "postgres",
    lasting: true,
    private: false,
    place: `${hostname}:${port || 5432}${pathname}`,
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
    isAway: () => false,
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
