import type { Cluster, Redis } from "ioredis";

/** A client of one server, or of a cluster. Commands are called the same way on both. */
export type RedisClient = Redis | Cluster;
