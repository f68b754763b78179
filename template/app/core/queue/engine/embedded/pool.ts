import { EventEmitter } from "node:events";
import type { PGlite } from "@electric-sql/pglite";
import type { PgPool, PgPoolClient, PgQueryResult } from "bullmq";

/**
 * Puts an embedded database behind the few calls that the queue makes of a pool. There is one connection, and
 * all share it: statements take turns.
 */
export function poolOf(database: PGlite): PgPool {
  // What it answers is as untyped as what any server answers.
  async function query<Row>(text: string, values?: readonly unknown[]): Promise<PgQueryResult<Row>> {
    if (values && values.length > 0) {
      const { rows, affectedRows } = await database.query<Row>(text, [...values]);
      return { rows, rowCount: affectedRows ?? rows.length };
    }
    // Several statements at once, as migrations are, need the simple protocol.
    const results = await database.exec(text);
    const last = results.at(-1);
    return { rows: (last?.rows ?? []) as Row[], rowCount: last?.affectedRows ?? last?.rows.length ?? 0 };
  }

  class Client extends EventEmitter {
    query = query;
    readonly #stop = database.onNotification((channel, payload) =>
      this.emit("notification", { channel, payload }),
    );

    release() {
      this.#stop();
      this.removeAllListeners();
    }
  }

  class Pool extends EventEmitter {
    query = query;
    options = { keepAlive: true };

    connect(): Promise<PgPoolClient> {
      return Promise.resolve(new Client().setMaxListeners(0));
    }

    async end() {}
  }
  return new Pool().setMaxListeners(0);
}
