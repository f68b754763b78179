import { createRedisBackend } from "bullmq";
import type { Redis } from "ioredis";
import type { RedisConnections } from "#app/core/redis/connections.ts";
import { createBullEngine } from "./bullmq/create.ts";
import type { QueueEngine } from "./engine.ts";

/** Queues on a Redis server. @param prefix what its keys begin with, so that applications can share a server */
export function createRedisEngine(connections: RedisConnections, prefix: string): QueueEngine {
  let waiting: Redis | undefined;
  const waits = () => {
    waiting ??= connections.consumer("worker");
    return waiting;
  };

  return createBullEngine(
    {
      kind: "redis",
      lasting: true,
      private: false,
      place: connections.place,
      ask: (name, options, extra) =>
        createRedisBackend(name, { ...options, connection: connections.producer() }, extra),
      wait: (name, options, extra) => createRedisBackend(name, { ...options, connection: waits() }, extra),
      open: () => connections.open(),
      isAway: () => connections.producer().status !== "ready",
      async close() {
        waiting?.disconnect();
        waiting = undefined;
      },
    },
    // In braces, so that all keys of a queue lie on one node of a cluster.
    { prefix: `{${prefix}}` },
  );
}
