export {
  createClientConfig,
  createPostgresPool,
  PostgresClient,
  type PostgresClientOptions,
  type PostgresPool,
  type PostgresPoolCounts,
  type PostgresPoolOptions,
} from "./connection-pool.ts";
