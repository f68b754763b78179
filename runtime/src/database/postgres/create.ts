import pg from "pg";
import { AppError } from "../../errors/index.ts";
import { withDatabaseName } from "../../postgres/index.ts";
import { createClientConfig } from "../../postgres/pool/index.ts";
import type { PostgresConnections } from "./connections.ts";
import { explainPostgresError } from "./errors.ts";
import { explainConnecting } from "./errors-connecting.ts";

/** Another process created it at the same time: one of two codes, depending on how close the race was. */
const EXISTS_ALREADY = ["42P04", "23505"];

/** Creates the database that the address names, if its server does not have it. */
export async function createMissingDatabase(connections: PostgresConnections): Promise<void> {
  try {
    await connections.query("SELECT 1");
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "database.missing") throw error;
    await createOnServer(connections);
  }
}

async function createOnServer(connections: PostgresConnections): Promise<void> {
  const { address, place } = connections;
  const { database } = address;
  const client = new pg.Client(
    createClientConfig(withDatabaseName(address, "postgres"), connections.clientOptions),
  );
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } catch (error) {
    if (error instanceof Error && "code" in error && EXISTS_ALREADY.includes(String(error.code))) return;
    throw explainConnecting(error, place, (thrown) => explainPostgresError(thrown, connections));
  } finally {
    await client.end().catch(() => {});
  }
}
