import type { QueueEngine } from "./engine.ts";
import type { EmbeddedQueueOptions, PostgresQueueOptions, RedisQueueOptions } from "./engine-options.ts";
import { createLazyEngine } from "./lazy-engine.ts";

/** Queues on a Redis server or cluster, by BullMQ. Nothing is loaded or connected before it is used. */
export const createRedisQueueEngine = (options: RedisQueueOptions): QueueEngine =>
  createLazyEngine({ kind: "redis", lasting: true, private: false }, async () =>
    (await import("./redis/redis-engine.ts")).createRedisEngine(options),
  );

/**
 * Queues on a PostgreSQL server, by BullMQ, in a schema of their own beside the application's tables. The first process that
 * connects creates the schema and updates it. Nothing is loaded or connected before it is used.
 */
export const createPostgresQueueEngine = (options: PostgresQueueOptions): QueueEngine =>
  createLazyEngine({ kind: "postgres", lasting: true, private: false }, async () =>
    (await import("./postgres/postgres-engine.ts")).createPostgresEngine(options),
  );

/**
 * Queues in a PGlite database in a process beside this one, for a laptop without a server: slow, and it takes about 100 MB of
 * memory, but its content survives a restart. Nothing is loaded or started before it is used.
 */
export const createEmbeddedQueueEngine = (options: EmbeddedQueueOptions): QueueEngine =>
  createLazyEngine({ kind: "embedded", lasting: options.folder !== undefined, private: true }, async () =>
    (await import("./embedded/embedded-engine.ts")).createEmbeddedEngine(options),
  );
