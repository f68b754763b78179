import { EventEmitter } from "node:events";
import type { PgPool, PgPoolClient, PgQueryResult } from "bullmq";
import type { Connection } from "./connect.ts";

interface PendingQuery {
  resolve(result: PgQueryResult<unknown>): void;
  reject(error: Error): void;
}

/** The few calls that the queue makes of a pool, and the end of its only connection. */
export interface EmbeddedPool {
  pool: PgPool;
  close(): Promise<void>;
}

/**
 * Puts the embedded database behind the few calls that the queue makes of a pool. There is one connection, and all
 * share it: statements take turns.
 *
 * @param open makes the connection, at first and when the process that holds the database has ended
 */
export function createEmbeddedPool(open: () => Promise<Connection>): EmbeddedPool {
  const pending = new Map<number, PendingQuery>();
  const listeners = new Set<EventEmitter>();
  let lastId = 0;
  let connecting: Promise<Connection> | undefined;

  function connection(): Promise<Connection> {
    connecting ??= open().then(
      (made) => {
        attach(made);
        return made;
      },
      (error: unknown) => {
        connecting = undefined;
        throw error;
      },
    );
    return connecting;
  }

  function attach(made: Connection): void {
    made.receive((response) => {
      if (response.type === "notification") {
        for (const listener of listeners) listener.emit("notification", response);
      } else if (response.type === "rows") {
        settle(response.id)?.resolve(response);
      } else if (response.type === "error") {
        settle(response.id)?.reject(Object.assign(new Error(response.message), response.fields));
      }
    });
    made.onLost(() => {
      connecting = undefined;
      const error = Object.assign(new Error("Connection terminated"), { code: "ECONNRESET" });
      for (const id of [...pending.keys()]) settle(id)?.reject(error);
      for (const listener of [...listeners]) {
        if (listener.listenerCount("error") > 0) listener.emit("error", error);
      }
    });
  }

  function settle(id: number): PendingQuery | undefined {
    const query = pending.get(id);
    pending.delete(id);
    return query;
  }

  async function query<Row>(text: string, values: readonly unknown[] = []): Promise<PgQueryResult<Row>> {
    const { send } = await connection();
    const id = ++lastId;
    const result = await new Promise<PgQueryResult<unknown>>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      send({ type: "query", id, text, values });
    });
    // What it returns is as untyped as what any server returns.
    return { rows: result.rows as Row[], rowCount: result.rowCount ?? 0 };
  }

  class Client extends EventEmitter {
    query = query;

    release() {
      listeners.delete(this);
      this.removeAllListeners();
    }
  }

  class Pool extends EventEmitter {
    query = query;
    options = { keepAlive: true };

    async connect(): Promise<PgPoolClient> {
      await connection();
      const client = new Client().setMaxListeners(0);
      listeners.add(client);
      return client;
    }

    async end() {}
  }

  return {
    pool: new Pool().setMaxListeners(0),
    async close() {
      const made = await connecting?.catch(() => undefined);
      await made?.close();
    },
  };
}
