import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "@aegis-stack/runtime/errors";
import type pg from "pg";
import type { CopiedTable } from "../engine.ts";
import type { Connections } from "./connections.ts";
import { type Table, tablesToCopy } from "./copy-schema.ts";
import { RowSum } from "./copy-sum.ts";
import { explained } from "./errors.ts";

/** Rows that are read and written at once. */
const BATCH = 1_000;

type Row = (string | null)[];

/**
 * Carries all data of a SQLite file over to this database, in one transaction: every row of every table, then what
 * was written is read again and compared, by number and by checksum.
 *
 * @param file an absolute path; it is only read
 * @throws AppError `copy.missing`, `copy.schema`, `copy.not-empty`, `copy.failed` or `copy.different`, and nothing
 * was written
 */
export async function copyFrom(file: string, connections: Connections): Promise<CopiedTable[]> {
  if (!existsSync(file)) throw missing(file);
  const source = opened(file);
  const client = await connections.take();
  let failure: unknown;
  try {
    // One moment's data, whoever still writes.
    source.exec("BEGIN");
    await client.query("BEGIN");
    // A large table takes its time; the limit of an address or a role is meant for queries.
    await client.query("SET LOCAL statement_timeout = 0");
    const tables = await tablesToCopy(source, client);
    await alterReferences(client, "DEFERRABLE INITIALLY DEFERRED");
    const copied: CopiedTable[] = [];
    for (const table of tables) copied.push(await copyTable(source, client, table));
    await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    await alterReferences(client, "NOT DEFERRABLE");
    await client.query("COMMIT");
    return copied;
  } catch (error) {
    failure = error;
    await client.query("ROLLBACK").catch(() => {
      failure = true;
    });
    throw error instanceof AppError ? error : failed(file, explained(error, connections.place));
  } finally {
    connections.release(client, failure);
    source.close();
  }
}

function opened(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly: true });
  } catch (error) {
    throw failed(file, error);
  }
}

/** While rows are copied they may refer to rows that come later, of their own table or of another one. */
async function alterReferences(client: pg.PoolClient, how: string): Promise<void> {
  const { rows } = await client.query<{ change: string }>(`
    SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I', conrelid::regclass, conname) AS change
    FROM pg_constraint WHERE contype = 'f' AND connamespace = quote_ident(current_schema())::regnamespace`);
  for (const { change } of rows) await client.query(`${change} ${how}`);
}

async function copyTable(source: DatabaseSync, client: pg.PoolClient, table: Table): Promise<CopiedTable> {
  const { name, columns } = table;
  const read = new RowSum();
  const names = columns.map((column) => client.escapeIdentifier(column.name)).join(", ");
  const target = client.escapeIdentifier(name);
  const arrays = columns.map(({ kind }, index) => `$${index + 1}::${kind.type}[]`).join(", ");
  const write = (batch: readonly Row[]) =>
    client.query(
      `INSERT INTO ${target} (${names}) SELECT * FROM unnest(${arrays})`,
      columns.map(({ kind }, index) => batch.map((row) => mapped(row[index], kind.toServer))),
    );
  let batch: Row[] = [];
  for (const found of source.prepare(`SELECT ${names} FROM ${target}`).iterate()) {
    const row = columns.map((column) => mapped(found[column.name], column.kind.fromFile));
    read.add(row);
    batch.push(row);
    if (batch.length < BATCH) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
  const written = await sumOf(client, table);
  if (written.rows !== read.rows || written.checksum !== read.checksum) throw different(name);
  return { name, rows: written.rows, checksum: written.checksum };
}

async function sumOf(client: pg.PoolClient, { name, columns }: Table): Promise<RowSum> {
  const sum = new RowSum();
  const fields = columns.map((column) => column.kind.select(client.escapeIdentifier(column.name))).join(", ");
  await client.query(
    `DECLARE copied NO SCROLL CURSOR FOR SELECT ${fields} FROM ${client.escapeIdentifier(name)}`,
  );
  let fetched: number;
  do {
    const { rows } = await client.query<unknown[]>({ text: `FETCH ${BATCH} FROM copied`, rowMode: "array" });
    for (const row of rows) sum.add(columns.map(({ kind }, index) => mapped(row[index], kind.fromServer)));
    fetched = rows.length;
  } while (fetched === BATCH);
  await client.query("CLOSE copied");
  return sum;
}

const mapped = <From>(value: From, map: (value: NonNullable<From>) => string): string | null =>
  value === null || value === undefined ? null : map(value);

const missing = (file: string) =>
  new AppError({
    code: "copy.missing",
    kind: "not-found",
    what: `There is no file ${file}.`,
    todo: "Give the path of the data that is to be copied.",
  });

function failed(file: string, cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  return new AppError({
    code: "copy.failed",
    kind: "conflict",
    what: `${file} was not copied, and nothing was written: ${cause instanceof Error ? cause.message : cause}.`,
    todo: "Correct the row that it speaks of in the file, then copy again.",
    cause,
  });
}

const different = (table: string) =>
  new AppError({
    code: "copy.different",
    kind: "internal",
    what: `What was written to ${table} is not what was read, so nothing was copied.`,
    todo: "Report it with the columns of the table.",
  });
