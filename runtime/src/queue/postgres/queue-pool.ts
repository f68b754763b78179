import { createHash } from "node:crypto";
import { EventEmitter } from "node:events";
import { DEFAULT_SCHEMA, type PgPool, type PgPoolClient, type PgQueryResult } from "bullmq";
import type pg from "pg";
import { mergeSessionSettings, parsePostgresAddress, setUpSession } from "../../postgres/index.ts";
import { createClientConfig, createPostgresPool, PostgresClient } from "../../postgres/pool/index.ts";

/** How many characters of a batch a slow server reads per millisecond: a quarter of a task. */
const MIN_CHARACTERS_PER_MS = 100;

/** What a pool of the queue is created from. */
export interface QueuePoolOptions {
  /** The address of the database. */
  readonly url: string;
  /** What the server lists the connections as. */
  readonly applicationName: string;
  /** Connections at most, besides the listening ones: each queue that a worker serves has one. */
  readonly limit: number;
  /** How long to wait for a connection, and for a response: for that to a large batch longer, by its size. */
  readonly timeoutMs: number;
  /** Called when a connection breaks while no query is in progress. */
  onLost(error: Error): void;
}

/**
 * Creates a pool of connections to the schema of the queues. The same few statements are sent again and again, so each is
 * planned once per connection.
 */
export function createQueuePool({
  url,
  applicationName,
  limit,
  timeoutMs,
  onLost,
}: QueuePoolOptions): PgPool {
  const address = parsePostgresAddress(url);
  // The queues are found by the search path of the session; one that the address sets must not replace it.
  const session = mergeSessionSettings(address.session, [["search_path", DEFAULT_SCHEMA]]);
  const client = { connectTimeoutMs: timeoutMs, applicationName };
  const inner = createPostgresPool({ ...client, address, limit, session, onLost });

  class Pool extends EventEmitter {
    options = { keepAlive: true };

    async query<Row>(text: string, values: readonly unknown[] = []): Promise<PgQueryResult<Row>> {
      const query = {
        name: nameOf(text),
        text,
        values: [...values],
        query_timeout: timeoutMs + longestOf(values) / MIN_CHARACTERS_PER_MS,
      };
      const taken = await inner.take();
      try {
        const { rows, rowCount } = await taken.query(query);
        inner.release(taken);
        // The response of a server is untyped.
        return { rows: rows as Row[], rowCount };
      } catch (error) {
        inner.release(taken, error);
        throw error;
      }
    }

    /** A listening connection is used for as long as the process lives: it must not take a place in the pool. */
    async connect(): Promise<PgPoolClient> {
      const listener = new PostgresClient(createClientConfig(address, client));
      listener.on("error", onLost);
      await listener.connect();
      try {
        await setUpSession(listener, session, address.place);
      } catch (error) {
        await listener.end().catch(() => {});
        throw error;
      }
      return new ListeningConnection(listener);
    }

    end = () => inner.end();
  }
  return new Pool().setMaxListeners(0);
}

/** One connection outside of the pool, with the few calls that the queue uses. */
class ListeningConnection extends EventEmitter {
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    super();
    this.#client = client;
    for (const event of ["notification", "error", "end"] as const) {
      client.on(event, (value?: unknown) => {
        if (event !== "error" || this.listenerCount(event) > 0) this.emit(event, value);
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

/** A batch of tasks is sent as one text; everything else is short. */
const longestOf = (values: readonly unknown[]): number =>
  values.reduce<number>(
    (longest, value) => (typeof value === "string" ? Math.max(longest, value.length) : longest),
    0,
  );

const names = new Map<string, string>();

/** The name of a prepared statement. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `queue_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  names.set(text, name);
  return name;
}
