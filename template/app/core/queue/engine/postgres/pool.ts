import { createHash } from "node:crypto";
import { EventEmitter } from "node:events";
import { DEFAULT_SCHEMA, type PgPool, type PgPoolClient, type PgQueryResult } from "bullmq";
import type pg from "pg";
import { parseAddress } from "#app/core/db/postgres/address.ts";
import { Client, clientConfig, createConnectionPool } from "#app/core/db/postgres/connection-pool.ts";
import { setUpSession, withDefaults } from "#app/core/db/postgres/session.ts";

/** How many characters of a batch the server takes in, in a millisecond, when it is slow: a quarter of a task. */
const SLOWEST = 100;

export interface PoolOptions {
  url: string;
  /** Connections at the most, those that listen for news not counted: each queue that is worked on has one. */
  limit: number;
  /** How long to wait for a connection, in milliseconds. */
  connect: number;
  /** Called for a connection that breaks while nobody waits for an answer on it. */
  onLost(error: Error): void;
  /** How long to wait for an answer, in milliseconds; for a large batch longer, by its size. */
  answer: number;
}

/**
 * Connections to the schema in which the queues are kept. The same few statements are asked again and again, so
 * each is planned once a connection.
 */
export function createPool({ url, limit, connect, answer, onLost }: PoolOptions): PgPool {
  const address = parseAddress(url);
  // The queues are found by the search path of the session; one that the address brings along must not take its place.
  const session = withDefaults(address.session, [["search_path", DEFAULT_SCHEMA]]);
  const inner = createConnectionPool({ address, limit, connectTimeoutMs: connect, session, onLost });

  class Pool extends EventEmitter {
    options = { keepAlive: true };

    async query<Row>(text: string, values: readonly unknown[] = []): Promise<PgQueryResult<Row>> {
      const query = {
        name: nameOf(text),
        text,
        values: [...values],
        query_timeout: answer + longestOf(values) / SLOWEST,
      };
      const client = await inner.take();
      try {
        const { rows, rowCount } = await client.query(query);
        inner.release(client);
        // What it answers is as untyped as what any server answers.
        return { rows: rows as Row[], rowCount };
      } catch (error) {
        inner.release(client, error);
        throw error;
      }
    }

    /** One that listens does so for as long as the process lives: it must not take a place that others wait for. */
    async connect(): Promise<PgPoolClient> {
      const client = new Client(clientConfig(address, connect));
      client.on("error", onLost);
      await client.connect();
      try {
        await setUpSession(client, session, address.place);
      } catch (error) {
        await client.end().catch(() => {});
        throw error;
      }
      return new Single(client);
    }

    end = () => inner.end();
  }
  return new Pool().setMaxListeners(0);
}

/** One connection, with no more of its manners than the queue knows of. */
class Single extends EventEmitter {
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    super();
    this.#client = client;
    for (const event of ["notification", "error", "end"] as const) {
      client.on(event, (told?: unknown) => {
        if (event !== "error" || this.listenerCount(event) > 0) this.emit(event, told);
      });
    }
  }

  async query<Row>(text: string, values: readonly unknown[] = []): Promise<PgQueryResult<Row>> {
    const { rows, rowCount } = await this.#client.query(text, [...values]);
    return { rows: rows as Row[], rowCount };
  }

  release(): void {
    void this.#client.end().catch(() => {});
  }
}

/** A batch of tasks is sent as one text; all else is short. */
const longestOf = (values: readonly unknown[]): number =>
  values.reduce<number>(
    (most, value) => (typeof value === "string" ? Math.max(most, value.length) : most),
    0,
  );

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `queue_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  names.set(text, name);
  return name;
}
