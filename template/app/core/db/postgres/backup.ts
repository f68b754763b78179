import { existsSync } from "node:fs";
import { devNull } from "node:os";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { AppError } from "@aegis-stack/runtime/errors";
import pg from "pg";
import { damaged, missing } from "#app/core/db/backups/faults.ts";
import type { BackupDriver } from "../backups/backups.ts";
import type { AppliedMigration } from "../migrations/store.ts";
import { clientConfig } from "./connection-pool.ts";
import { CONNECT_TIMEOUT_MS, type Connections } from "./connections.ts";
import { explained } from "./errors.ts";
import { MIGRATIONS_TABLE } from "./migrations.ts";
import { startTool } from "./tools.ts";

/** Drops what migrations made. Works within the transaction that puts something else in its place. */
export const DROP_EVERYTHING = `
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE 'DROP TABLE ' || name || ' CASCADE';
  END LOOP;
  IF current_schema() = 'public' THEN
    DROP SCHEMA IF EXISTS drizzle CASCADE;
  END IF;
END $$;
`;

/** Backups of one database, by pg_dump in its custom format. */
export function backupDriver(connections: Connections): BackupDriver {
  const { address, place } = connections;

  /** Of a schema other than `public` only that one is backed up: others may be those of other applications. */
  async function ownSchema(): Promise<string | undefined> {
    const [row] = await connections.query<{ schema: string | null }>("SELECT current_schema() AS schema");
    return row?.schema === "public" ? undefined : (row?.schema ?? undefined);
  }

  return {
    extension: "dump",

    async write(file) {
      const schema = await ownSchema();
      // In quotes it is a name, otherwise a pattern.
      const only = schema === undefined ? [] : [`--schema="${schema.replaceAll('"', '""')}"`];
      const args = [
        "--no-password",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        ...only,
        `--file=${file}`,
      ];
      await startTool("pg_dump", args, address).ended.catch(unwritten(place));
      await readThrough(file);
    },

    async inspect(file) {
      if (!existsSync(file)) throw missing(file);
      await readThrough(file);
      const args = ["--data-only", `--table=${MIGRATIONS_TABLE}`, "--file=-", file];
      const reading = startTool("pg_restore", args);
      const script = await text(reading.output);
      await reading.ended.catch((error: unknown) => Promise.reject(damaged(file, error)));
      return migrationsIn(script);
    },

    async requireAlone() {
      const schema = await ownSchema();
      await connections.close();
      const client = new pg.Client(clientConfig(address, CONNECT_TIMEOUT_MS));
      client.on("error", () => {});
      try {
        await client.connect();
        // Beside an application in another schema, only connections of the same user can be those of this one.
        const ofUser = schema === undefined ? "" : "AND usename = current_user";
        const { rows } = await client.query<{ count: string }>(
          `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ${ofUser}`,
        );
        const others = Number(rows[0]?.count ?? 0);
        if (others > 0) throw inUse(place, others);
      } catch (error) {
        throw explained(error, place);
      } finally {
        await client.end().catch(() => {});
      }
    },

    async exists() {
      const [found] = await connections.query(
        "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1",
      );
      return found !== undefined;
    },

    async replace(file) {
      const schema = await ownSchema();
      await requireTablesOf(schema ?? "public", file);
      await connections.close();
      const writing = startTool(
        "psql",
        [
          "--quiet",
          "--no-password",
          "--no-psqlrc",
          "--set=ON_ERROR_STOP=1",
          "--single-transaction",
          `--output=${devNull}`,
          "--file=-",
        ],
        address,
      );
      const reading = startTool("pg_restore", [
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-privileges",
        ...(schema === undefined ? [] : [`--schema=${schema}`]),
        "--file=-",
        file,
      ]);
      try {
        for (const [name, value] of address.session)
          writing.input.write(
            `SELECT set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, false);\n`,
          );
        writing.input.write(DROP_EVERYTHING);
        // The end of what it reads makes psql commit, so it comes only after all of the backup was read.
        await Promise.race([pipeline(reading.output, writing.input, { end: false }), writing.ended]);
        await reading.ended;
        writing.input.end();
        await writing.ended;
      } catch (error) {
        reading.kill();
        writing.kill();
        throw error instanceof AppError ? error : unrestored(file, error);
      }
    },
  };
}

/** Reads every table of a backup, as restoring it would. */
async function readThrough(file: string): Promise<void> {
  const reading = startTool("pg_restore", [`--file=${devNull}`, file]);
  await reading.ended.catch((error: unknown) => {
    throw error instanceof AppError ? error : damaged(file, error);
  });
}

/** A backup of another schema would leave this one empty. */
async function requireTablesOf(schema: string, file: string): Promise<void> {
  const reading = startTool("pg_restore", ["--list", file]);
  const list = await text(reading.output);
  await reading.ended.catch((error: unknown) => Promise.reject(damaged(file, error)));
  if (list.includes(` TABLE ${schema} `)) return;
  throw new AppError({
    code: "backup.other-schema",
    kind: "conflict",
    what: `${file} holds no tables of the schema ${schema}, so nothing was restored.`,
    todo: "Set the search_path of the address to the schema that the backup was taken of, then restore again.",
  });
}

function migrationsIn(script: string): AppliedMigration[] {
  const [, header = "", rows = ""] = /^COPY \S+ \((.*)\) FROM stdin;\n([\s\S]*?)^\\\.$/m.exec(script) ?? [];
  const columns = header.split(", ");
  return rows
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => {
      const values = row.split("\t");
      const value = (column: string) => values[columns.indexOf(column)] ?? "";
      return { hash: value("hash"), generatedAt: Number(value("created_at")) };
    });
}

const unwritten = (place: string) => (error: unknown) => {
  if (error instanceof AppError) throw error;
  throw new AppError({
    code: "backup.not-written",
    kind: "unavailable",
    what: `No backup of ${place} was written: ${error instanceof Error ? error.message : error}`,
    todo: "Check the server, the space on the disk, and that pg_dump is not older than the server.",
    cause: error,
  });
};

const unrestored = (file: string, cause: unknown) =>
  new AppError({
    code: "backup.not-restored",
    kind: "conflict",
    what: `${file} was not restored, and nothing was changed: ${cause instanceof Error ? cause.message : cause}`,
    todo: "Make sure that the server is no older than the one the backup came from.",
    cause,
  });

const inUse = (place: string, others: number) =>
  new AppError({
    code: "database.in-use",
    kind: "conflict",
    what: `${place} is in use by ${others} other connections, so nothing was restored.`,
    todo: "Stop the application first, every process of it. A connection pooler keeps its connections after that: stop it, too.",
  });
