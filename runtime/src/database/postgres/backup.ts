import { existsSync } from "node:fs";
import { devNull } from "node:os";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { AppError } from "../../errors/index.ts";
import { createClientConfig } from "../../postgres/pool/index.ts";
import type { BackupDriver } from "../backups/backups.ts";
import { createDamagedError, createMissingError } from "../backups/errors.ts";
import type { AppliedMigration } from "../migrations/store.ts";
import type { PostgresConnections } from "./connections.ts";
import { explainPostgresError } from "./errors.ts";
import { MIGRATIONS_TABLE } from "./migrations.ts";
import { startTool } from "./tools.ts";

/** Drops what migrations created. It can run in the transaction that creates the replacement. */
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

/** Creates the driver of backups of one database, by pg_dump in its custom format. */
export function createPostgresBackupDriver(connections: PostgresConnections): BackupDriver {
  const { address, application, place } = connections;

  /** The only schema that is backed up, unless it is `public`: others may belong to other applications. */
  async function readOwnSchema(): Promise<string | undefined> {
    const [row] = await connections.query<{ schema: string | null }>("SELECT current_schema() AS schema");
    return row?.schema === "public" ? undefined : (row?.schema ?? undefined);
  }

  return {
    extension: "dump",

    async write(file) {
      const schema = await readOwnSchema();
      // With quotes it is a name, without a pattern.
      const only = schema === undefined ? [] : [`--schema="${schema.replaceAll('"', '""')}"`];
      const args = [
        "--no-password",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        ...only,
        `--file=${file}`,
      ];
      await startTool("pg_dump", args, address).ended.catch(rejectUnwritten(place));
      await readBackup(file, application);
    },

    async inspect(file) {
      if (!existsSync(file)) throw createMissingError(file, application);
      await readBackup(file, application);
      const args = ["--data-only", `--table=${MIGRATIONS_TABLE}`, "--file=-", file];
      const reading = startTool("pg_restore", args);
      const script = await text(reading.output);
      await reading.ended.catch((error: unknown) =>
        Promise.reject(createDamagedError(file, application, error)),
      );
      return parseMigrations(script);
    },

    async requireAlone() {
      const schema = await readOwnSchema();
      await connections.close();
      const client = new pg.Client(createClientConfig(address, connections.clientOptions));
      client.on("error", () => {});
      try {
        await client.connect();
        // Next to applications in other schemas, only connections of the same user can belong to this one.
        const ofUser = schema === undefined ? "" : "AND usename = current_user";
        const { rows } = await client.query<{ count: string }>(
          `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ${ofUser}`,
        );
        const others = Number(rows[0]?.count ?? 0);
        if (others > 0) throw createInUseError(place, others);
      } catch (error) {
        throw explainPostgresError(error, connections);
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
      const schema = await readOwnSchema();
      await requireTablesOf(schema ?? "public", file, application);
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
        // At the end of its input psql commits, so the input ends only after all of the backup was read.
        await Promise.race([pipeline(reading.output, writing.input, { end: false }), writing.ended]);
        await reading.ended;
        writing.input.end();
        await writing.ended;
      } catch (error) {
        reading.kill();
        writing.kill();
        throw error instanceof AppError ? error : createUnrestoredError(file, error);
      }
    },
  };
}

/** Reads every table of a backup, as restoring it would. */
async function readBackup(file: string, application: string): Promise<void> {
  const reading = startTool("pg_restore", [`--file=${devNull}`, file]);
  await reading.ended.catch((error: unknown) => {
    throw error instanceof AppError ? error : createDamagedError(file, application, error);
  });
}

/** A backup of another schema would leave this one empty. */
async function requireTablesOf(schema: string, file: string, application: string): Promise<void> {
  const reading = startTool("pg_restore", ["--list", file]);
  const list = await text(reading.output);
  await reading.ended.catch((error: unknown) => Promise.reject(createDamagedError(file, application, error)));
  if (list.includes(` TABLE ${schema} `)) return;
  throw new AppError({
    code: "backup.other-schema",
    category: "conflict",
    message: `${file} holds no tables of the schema ${schema}, so nothing was restored.`,
    hint: "Set the search_path of the address to the schema that the backup was taken of, then restore again.",
  });
}

function parseMigrations(script: string): AppliedMigration[] {
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

const rejectUnwritten = (place: string) => (error: unknown) => {
  if (error instanceof AppError) throw error;
  throw new AppError({
    code: "backup.not-written",
    category: "unavailable",
    message: `No backup of ${place} was written: ${error instanceof Error ? error.message : error}`,
    hint: "Check the server, the space on the disk, and that pg_dump is not older than the server.",
    cause: error,
  });
};

const createUnrestoredError = (file: string, cause: unknown) =>
  new AppError({
    code: "backup.not-restored",
    category: "conflict",
    message: `${file} was not restored, and nothing was changed: ${cause instanceof Error ? cause.message : cause}`,
    hint: "Make sure that the server is no older than the one the backup came from.",
    cause,
  });

const createInUseError = (place: string, others: number) =>
  new AppError({
    code: "database.in-use",
    category: "conflict",
    message: `${place} is in use by ${others} other connections, so nothing was restored.`,
    hint: "Stop the application first, every process of it. A connection pooler keeps its connections after that: stop it, too.",
  });
