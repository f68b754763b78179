import pg from "pg";
import { AppError } from "#app/core/errors.ts";
import type { Connections } from "./connections.ts";
import { explained } from "./errors.ts";

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

async function make({ url, place }: Connections): Promise<void> {
  const address = new URL(url);
  const name = decodeURIComponent(address.pathname.slice(1));
  address.pathname = "postgres";
  const client = new pg.Client({ connectionString: address.href, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (error instanceof Error && "code" in error && THERE_ALREADY.includes(String(error.code))) return;
    throw explained(error, place);
  } finally {
    await client.end().catch(() => {});
  }
}
