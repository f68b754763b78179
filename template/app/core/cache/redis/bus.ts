import type { ChainableCommander } from "ioredis";
import type { Logger } from "pino";
import { z } from "zod";
import type { RedisConnections } from "#app/core/redis/connections.ts";
import type { Invalidation } from "../second-level.ts";

const message = z.object({
  from: z.string(),
  invalidated: z.array(z.union([z.object({ entry: z.string() }), z.object({ mark: z.string() })])),
});

/** How processes tell each other what they have invalidated. */
export class Bus {
  readonly #redis: RedisConnections;
  readonly #log: Logger;
  /** This process, which need not hear itself. */
  readonly #self: string;
  #started = false;
  #listening = false;
  #heard: (invalidation: Invalidation) => void = () => {};
  #maybeMissed: () => void = () => {};

  constructor(redis: RedisConnections, log: Logger, self: string) {
    this.#redis = redis;
    this.#log = log;
    this.#self = self;
  }

  /** Whether nothing that others invalidate is missed just now. */
  get listening(): boolean {
    return this.#listening;
  }

  listen(heard: (invalidation: Invalidation) => void, maybeMissed: () => void): void {
    this.#heard = heard;
    this.#maybeMissed = maybeMissed;
  }

  /** Connects; whoever only invalidates has nothing to listen for. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    const client = this.#redis.consumer("cache");
    client.on("message", (_, text) => this.#take(text));
    // After an outage the driver subscribes again by itself; this waits until it has.
    const subscribe = () => {
      client.subscribe(this.#channel).then(
        () => {
          this.#listening = true;
          this.#maybeMissed();
        },
        (error) => this.#log.warn({ err: error }, "cannot listen for what other processes invalidate"),
      );
    };
    client.on("ready", subscribe);
    client.on("close", () => {
      this.#listening = false;
    });
    // Closed with all the others; used again, it is started again.
    client.once("end", () => {
      this.#started = false;
    });
    client.connect().catch(() => {});
  }

  /** Adds the message to the transaction that invalidates, so that neither happens without the other. */
  announce(transaction: ChainableCommander, invalidated: readonly Invalidation[]): void {
    transaction.publish(this.#channel, JSON.stringify({ from: this.#self, invalidated }));
  }

  get #channel(): string {
    return this.#redis.key("cache", "bus");
  }

  #take(text: string): void {
    const { data } = message.safeParse(parsed(text));
    if (!data) this.#log.warn("a message of another version was passed over");
    if (!data || data.from === this.#self) return;
    for (const invalidation of data.invalidated) this.#heard(invalidation);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
