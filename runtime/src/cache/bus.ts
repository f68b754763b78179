import type { Logger } from "pino";
import { z } from "zod";
import { parseJson } from "../json/index.ts";
import type { CacheRedis, CacheRedisTransaction } from "./cache-redis.ts";
import type { Invalidation } from "./shared-level.ts";

/** How long to wait before subscribing again where that was refused, in milliseconds. */
const RETRY_MS = 5_000;

/** The subscription, as a source of failures. */
const LISTEN_SOURCE = "listen for invalidations";

const messageSchema = z.object({
  from: z.string(),
  invalidated: z.array(z.union([z.object({ entry: z.string() }), z.object({ scope: z.string() })])),
});

/** How processes notify each other of what they have invalidated. */
export class Bus {
  readonly #redis: CacheRedis;
  readonly #log: Logger;
  /** This process, which ignores its own messages. */
  readonly #self: string;
  #isStarted = false;
  #isListening = false;
  #reason = "";
  #received: (invalidation: Invalidation) => void = () => {};
  #mayHaveMissed: () => void = () => {};

  constructor(redis: CacheRedis, log: Logger, self: string) {
    this.#redis = redis;
    this.#log = log;
    this.#self = self;
  }

  /** Whether this process receives everything that others invalidate. */
  get isListening(): boolean {
    return this.#isListening;
  }

  listen(received: (invalidation: Invalidation) => void, mayHaveMissed: () => void): void {
    this.#received = received;
    this.#mayHaveMissed = mayHaveMissed;
  }

  /** Why it does not receive what others invalidate, as far as that is known; empty otherwise. */
  get reason(): string {
    return this.#reason;
  }

  /** Connects; a process that only invalidates has nothing to listen for. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    const client = this.#redis.createSubscriber("cache");
    let timer: NodeJS.Timeout | undefined;
    let isReady = false;
    client.on("message", (_, text) => this.#take(text));
    // After an outage the driver subscribes again by itself; this waits until it has.
    const subscribe = () => {
      client.subscribe(this.#channel).then(
        () => this.#subscribed(),
        (error: unknown) => {
          this.#failed(error);
          // A right can be granted while the connection stays.
          if (isReady) timer = setTimeout(subscribe, RETRY_MS).unref();
        },
      );
    };
    client.on("ready", () => {
      isReady = true;
      subscribe();
    });
    client.on("close", () => {
      isReady = false;
      clearTimeout(timer);
      this.#isListening = false;
    });
    // It is closed with all other connections, and started again when it is used again.
    client.once("end", () => {
      this.#isStarted = false;
      this.#redis.outages.abandon(LISTEN_SOURCE);
    });
  }

  #subscribed(): void {
    this.#isListening = true;
    this.#reason = "";
    this.#redis.outages.recovered(LISTEN_SOURCE);
    this.#mayHaveMissed();
  }

  #failed(error: unknown): void {
    const explained = this.#redis.explainError(error);
    this.#reason = explained instanceof Error ? explained.message : String(explained);
    this.#redis.outages.failed(LISTEN_SOURCE, explained);
  }

  /** Adds the message to the transaction that invalidates, so that neither happens without the other. */
  announce(transaction: CacheRedisTransaction, invalidated: readonly Invalidation[]): void {
    transaction.publish(this.#channel, JSON.stringify({ from: this.#self, invalidated }));
  }

  /** Publishes an empty message, to test whether the others can be notified. */
  async probe(): Promise<void> {
    const empty = JSON.stringify({ from: this.#self, invalidated: [] });
    await this.#redis.run((client) => client.publish(this.#channel, empty));
  }

  get #channel(): string {
    return this.#redis.key("cache", "bus");
  }

  #take(text: string): void {
    const { data } = messageSchema.safeParse(parseJson(text));
    if (!data) this.#log.warn("a message of another version was passed over");
    if (!data || data.from === this.#self) return;
    for (const invalidation of data.invalidated) this.#received(invalidation);
  }
}
