import { type ConnectionOptions, createRedisBackend } from "bullmq";
import { AppError } from "../../errors/index.ts";
import { createBullmqEngine } from "../bullmq/bullmq-engine.ts";
import { headOf } from "../bullmq/pages.ts";
import { repairRecords } from "../bullmq/repair-records.ts";
import { isConnectionError, unavailable } from "../bullmq/unavailable.ts";
import type { QueueEngine } from "../engine.ts";
import type { QueueRedis, RedisQueueOptions } from "../engine-options.ts";

/** Queues on a Redis server or cluster. */
export function createRedisEngine({ redis, prefix }: RedisQueueOptions): QueueEngine {
  let waiting: ReturnType<QueueRedis["createBlockingClient"]> | undefined;
  const getWaiting = () => {
    waiting ??= redis.createBlockingClient("worker");
    return waiting;
  };

  return createBullmqEngine(
    {
      kind: "redis",
      lasting: true,
      private: false,
      place: redis.place,
      slicesFromNewest: false,
      ask: (name, options, extra) =>
        createRedisBackend(name, { ...options, connection: asConnection(redis.getClient()) }, extra),
      wait: (name, options, extra) =>
        repairRecords(
          createRedisBackend(name, { ...options, connection: asConnection(getWaiting()) }, extra),
        ),
      open: () => redis.connect(),
      trouble() {
        const error = redis.getConnectionError();
        return error && toQueueError(error, redis.place);
      },
      explain(error) {
        const explained = redis.explainError(error);
        if (explained instanceof AppError) return toQueueError(explained, redis.place);
        return isConnectionError(error) ? unavailable(redis.place, error) : error;
      },
      outages: redis.outages,
      heads: (queue, ids) =>
        redis.run(async (client) => {
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
        redis.run(async (client) => {
          // Of the node that holds the queues: the clocks of a cluster's nodes may differ.
          const time = await client.eval("return redis.call('TIME')", 1, `{${prefix}}:clock`);
          const [seconds, microseconds] = Array.isArray(time) ? time : [];
          return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
        }),
      async close() {
        waiting?.disconnect();
        waiting = undefined;
      },
    },
    // In braces, so that all keys of a queue are on one node of a cluster.
    { prefix: `{${prefix}}` },
  );
}

/** The contract of the queue names no types of ioredis. */
const asConnection = (client: object): ConnectionOptions => client as ConnectionOptions;

/** A server that does not respond is reported as every other one that holds queues; one that refuses, by its refusal. */
const toQueueError = (error: AppError, place: string): AppError =>
  /^redis\.(unreachable|no-answer|busy)$/.test(error.code) ? unavailable(place, error) : error;
