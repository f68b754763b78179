import type { RedisClient } from "./redis-client.ts";

const lastErrors = new WeakMap<RedisClient, unknown>();

/** Why a client has no connection, as far as that is known; undefined while it has one. */
export const lastErrorOf = (client: RedisClient): unknown => lastErrors.get(client);

export const hasLastError = (client: RedisClient): boolean => lastErrors.has(client);

export const setLastError = (client: RedisClient, error: unknown): void => void lastErrors.set(client, error);

export const clearLastError = (client: RedisClient): void => void lastErrors.delete(client);
