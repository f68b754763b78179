import { AppError } from "@aegis-stack/runtime/errors";
import { createRedisBackend } from "bullmq";
import type { RedisConnections } from "#app/core/redis/connections.ts";
import { explained } from "#app/core/redis/errors.ts";
import type { RedisClient } from "#app/core/redis/redis-client.ts";
import { createBullEngine } from "./bullmq/create.ts";
import { headOf } from "./bullmq/pages.ts";
import { repairRecords } from "./bullmq/repair-records.ts";
import { isConnectionError, unavailable } from "./bullmq/unavailable.ts";
import type { QueueEngine } from "./engine.ts";

/** Queues on a Redis server. @param prefix what its keys begin with, so that applications can share a server */
export function createRedisEngine(connections: RedisConnections, prefix: string): QueueEngine {
  let waiting: RedisClient | undefined;
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
      slicesFromNewest: false,
      ask: (name, options, extra) =>
        createRedisBackend(name, { ...options, connection: connections.producer() }, extra),
      wait: (name, options, extra) =>
        repairRecords(createRedisBackend(name, { ...options, connection: waits() }, extra)),
      open: () => connections.open(),
      trouble() {
        const trouble = connections.trouble();
        return trouble && asQueueTrouble(trouble, connections.place);
      },
      explain(error) {
        const told = explained(error, connections.place);
        if (told instanceof AppError) return asQueueTrouble(told, connections.place);
        return isConnectionError(error) ? unavailable(connections.place, error) : error;
      },
      outages: connections.outages,
      heads: (queue, ids) =>
        connections.run(async (client) => {
          const pipeline = client.pipeline();
          for (const id of ids) pipeline.hmget(queue.toKey(id), "name", "timestamp", "finishedOn");
          const found = (await pipeline.exec()) ?? [];
          return found.flatMap(([error, fields], index) => {
            const id = ids[index];
            if (error) throw error;
            if (id === undefined || !Array.isArray(fields) || fields.every((field) => field === null))
              return [];
            const [name, ...times] = fields;
            return headOf(id, name, ...times);
          });
        }),
      now: () =>
        connections.run(async (client) => {
          // Of the node that keeps the queues: those of a cluster may differ.
          const time = await client.eval("return redis.call('TIME')", 1, `{${prefix}}:clock`);
          const [seconds, microseconds] = Array.isArray(time) ? time : [];
          return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
        }),
      async close() {
        waiting?.disconnect();
        waiting = undefined;
      },
    },
    // In braces, so that all keys of a queue lie on one node of a cluster.
    { prefix: `{${prefix}}` },
  );
}

/** A server that does not answer is told of as any other one that keeps queues; one that refuses, by its refusal. */
const asQueueTrouble = (trouble: AppError, place: string): AppError =>
  /^redis\.(unreachable|no-answer|busy)$/.test(trouble.code) ? unavailable(place, trouble) : trouble;
