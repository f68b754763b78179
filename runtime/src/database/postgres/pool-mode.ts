/** What a connection pooler such as PgBouncer hands out: a session for each client, or one for each transaction. */
export type PoolMode = "session" | "transaction";
