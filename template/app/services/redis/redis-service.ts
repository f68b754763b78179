import type { RedisConnections } from "#app/core/redis/connections.ts";
import { type RedisFacts, readFacts } from "#app/core/redis/facts.ts";

/** Looks after the connection to Redis. */
export class RedisService {
  readonly #redis: RedisConnections;
  #asked: Promise<RedisFacts> | undefined;

  constructor(redis: RedisConnections) {
    this.#redis = redis;
  }

  /** Whether a server is named at all. */
  get configured(): boolean {
    return this.#redis.configured;
  }

  /** What the server tells of itself; who asks at the same time shares one answer. @throws AppError `redis.*` */
  facts(): Promise<RedisFacts> {
    this.#asked ??= readFacts(this.#redis).finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }
}
