import type { Cluster, Redis } from "ioredis";

/** A client of one server, or of a cluster. Commands are called the same way on both. */
export type RedisClient = Redis | Cluster;

/**
 * How a client behaves while the server is away. A `fail-fast` client rejects within a second; a `blocking` one waits and
 * reconnects however long that takes.
 */
export type ConnectionMode = "fail-fast" | "blocking";

const lastErrors = new WeakMap<RedisClient, unknown>();

/** Why a client has no connection, as far as that is known; undefined while it has one. */
export const getLastError = (client: RedisClient): unknown => lastErrors.get(client);

/** Whether it is known why a client has no connection. */
export const hasLastError = (client: RedisClient): boolean => lastErrors.has(client);

/** Records why a client has no connection. */
export const setLastError = (client: RedisClient, error: unknown): void => void lastErrors.set(client, error);

/** Forgets the last error: the client has a connection. */
export const clearLastError = (client: RedisClient): void => void lastErrors.delete(client);
