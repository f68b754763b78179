import { EventEmitter } from "node:events";
import type { PgPool, PgPoolClient, PgQueryResult } from "bullmq";
import type { Connection } from "./connect.ts";

interface PendingQuery {
  resolve(result: PgQueryResult<unknown>): void;
  reject(error: Error): void;
}

/** The few calls that the queue makes of a pool, and the end of its only connection. */
export interface EmbeddedPool {
  readonly pool: PgPool;
  /** Closes the connection. */
  close(): Promise<void>;
}

/**
 * Offers the embedded database by the few calls that the queue makes of a pool. There is one connection, which all callers
 * share: statements run one after the other.
 *
 * @param open connects, at first and when the process that holds the database has ended
 */
export function createEmbeddedPool(open: () => Promise<Connection>): EmbeddedPool {
  const pending = new Map<number, PendingQuery>();
  const listeners = new Set<EventEmitter>();
  let lastId = 0;
  let connecting: Promise<Connection> | undefined;

  function getConnection(): Promise<Connection> {
    connecting ??= open().then(
      (connection) => {
        attach(connection);
        return connection;
      },
      (error: unknown) => {
        connecting = undefined;
        throw error;
      },
    );
    return connecting;
  }

  function attach(connection: Connection): void {
    connection.receive((response) => {
      if (response.type === "notification") {
        for (const listener of listeners) listener.emit("notification", response);
      } else if (response.type === "rows") {
        settle(response.id)?.resolve(response);
      } else if (response.type === "error") {
        settle(response.id)?.reject(Object.assign(new Error(response.message), response.fields));
      }
    });
    connection.onLost(() => {
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
    const { send } = await getConnection();
    const id = ++lastId;
    const result = await new Promise<PgQueryResult<unknown>>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      send({ type: "query", id, text, values });
    });
    // The response of a database is untyped.
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
      await getConnection();
      const client = new Client().setMaxListeners(0);
      listeners.add(client);
      return client;
    }

    async end() {}
  }

  return {
    pool: new Pool().setMaxListeners(0),
    async close() {
      const connection = await connecting?.catch(() => undefined);
      await connection?.close();
    },
  };
}
