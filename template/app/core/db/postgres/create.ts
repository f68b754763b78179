import { AppError } from "@aegis-stack/runtime/errors";
import pg from "pg";
import { withDatabase } from "./address.ts";
import { clientConfig } from "./connection-pool.ts";
import { CONNECT_TIMEOUT_MS, type Connections } from "./connections.ts";
import { explained } from "./errors.ts";
import { explainConnecting } from "./errors-connecting.ts";

/** Somebody else made it at the same time: one of two codes, by how close the race was. */
const THERE_ALREADY = ["42P04", "23505"];

/** Makes the database that the address names, when its server has no such one. */
export async function createDatabase(connections: Connections): Promise<void> {
  try {
    await connections.query("SELECT 1");
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "database.missing") throw error;
    await make(connections);
  }
}

async function make({ address, place }: Connections): Promise<void> {
  const { database } = address;
  const client = new pg.Client(clientConfig(withDatabase(address, "postgres"), CONNECT_TIMEOUT_MS));
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } catch (error) {
    if (error instanceof Error && "code" in error && THERE_ALREADY.includes(String(error.code))) return;
    throw explainConnecting(error, place, (thrown) => explained(thrown, place));
  } finally {
    await client.end().catch(() => {});
  }
}
