import type { AppError } from "@aegis-stack/runtime/errors";
import type { RedisConnections } from "#app/core/redis/connections.ts";
import { type RedisFacts, readFacts } from "#app/core/redis/facts.ts";
import type { PrefixWatch } from "#app/core/redis/prefix-watch.ts";

/** Looks after the connection to Redis. */
export class RedisService {
  readonly #redis: RedisConnections;
  readonly #prefixWatch: Pick<PrefixWatch, "trouble">;
  #asked: Promise<RedisFacts> | undefined;

  constructor(redis: RedisConnections, prefixWatch: Pick<PrefixWatch, "trouble">) {
    this.#redis = redis;
    this.#prefixWatch = prefixWatch;
  }

  /** Whether a server is named at all. */
  get configured(): boolean {
    return this.#redis.configured;
  }

  /** What every key begins with. */
  get prefix(): string {
    return this.#redis.key();
  }

  /** `redis.shared-prefix` while another application uses the same prefix; undefined otherwise. */
  prefixTrouble(): AppError | undefined {
    return this.#prefixWatch.trouble();
  }

  /** What the server tells of itself; who asks at the same time shares one answer. @throws AppError `redis.*` */
  facts(): Promise<RedisFacts> {
    this.#asked ??= readFacts(this.#redis).finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }
}
