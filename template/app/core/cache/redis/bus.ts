import type { ChainableCommander } from "ioredis";
import type { Logger } from "pino";
import { z } from "zod";
import { parseJson } from "#app/core/parse-json.ts";
import type { RedisConnections } from "#app/core/redis/connections.ts";
import { explained } from "#app/core/redis/errors.ts";
import type { Invalidation } from "../second-level.ts";

/** How long to wait before it is tried again to listen where that was refused, in milliseconds. */
const RETRY_MS = 5_000;

/** Listening, as a source of failures. */
const SOURCE = "listen for invalidations";

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
  #reason = "";
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

  /** Why it does not hear what others invalidate, as far as that is known; empty otherwise. */
  get reason(): string {
    return this.#reason;
  }

  /** Connects; whoever only invalidates has nothing to listen for. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    const client = this.#redis.subscriber("cache");
    let timer: NodeJS.Timeout | undefined;
    let isReady = false;
    client.on("message", (_, text) => this.#take(text));
    // After an outage the driver subscribes again by itself; this waits until it has.
    const subscribe = () => {
      client.subscribe(this.#channel).then(
        () => this.#heardAgain(),
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
      this.#listening = false;
    });
    // Closed with all the others; used again, it is started again.
    client.once("end", () => {
      this.#started = false;
      this.#redis.outages.abandon(SOURCE);
    });
  }

  #heardAgain(): void {
    this.#listening = true;
    this.#reason = "";
    this.#redis.outages.recovered(SOURCE);
    this.#maybeMissed();
  }

  #failed(error: unknown): void {
    const told = explained(error, this.#redis.place);
    this.#reason = told instanceof Error ? told.message : String(told);
    this.#redis.outages.failed(SOURCE, told);
  }

  /** Adds the message to the transaction that invalidates, so that neither happens without the other. */
  announce(transaction: ChainableCommander, invalidated: readonly Invalidation[]): void {
    transaction.publish(this.#channel, JSON.stringify({ from: this.#self, invalidated }));
  }

  /** Tells the others nothing, to find out whether they can be told. */
  async probe(): Promise<void> {
    const empty = JSON.stringify({ from: this.#self, invalidated: [] });
    await this.#redis.run((client) => client.publish(this.#channel, empty));
  }

  get #channel(): string {
    return this.#redis.key("cache", "bus");
  }

  #take(text: string): void {
    const { data } = message.safeParse(parseJson(text));
    if (!data) this.#log.warn("a message of another version was passed over");
    if (!data || data.from === this.#self) return;
    for (const invalidation of data.invalidated) this.#heard(invalidation);
  }
}
