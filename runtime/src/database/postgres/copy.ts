import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type pg from "pg";
import { AppError } from "../../errors/index.ts";
import type { CopiedTable } from "../engine.ts";
import type { PostgresConnections } from "./connections.ts";
import { type CopyTable, listTablesToCopy } from "./copy-schema.ts";
import { RowSum } from "./copy-sum.ts";
import { explainPostgresError } from "./errors.ts";

/** Rows that are read and written at once. */
const BATCH_ROWS = 1_000;

type Row = (string | null)[];

/**
 * Copies all data of a SQLite file into this database in one transaction: every row of every table. Then the written rows
 * are read again and compared, by number and by checksum.
 *
 * @param file an absolute path; it is only read
 * @throws AppError `copy.missing`, `copy.schema`, `copy.not-empty`, `copy.failed` or `copy.different`, and nothing
 * was written
 */
export async function copyFromSqlite(file: string, connections: PostgresConnections): Promise<CopiedTable[]> {
  if (!existsSync(file)) throw createMissingError(file);
  const source = opened(file);
  const client = await connections.take();
  let failure: unknown;
  try {
    // All data of one moment, even if another process still writes.
    source.exec("BEGIN");
    await client.query("BEGIN");
    // A large table takes its time; the limit of an address or a role is meant for queries.
    await client.query("SET LOCAL statement_timeout = 0");
    const tables = await listTablesToCopy(source, client, connections.application);
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
    throw error instanceof AppError ? error : failed(file, explainPostgresError(error, connections));
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

async function copyTable(
  source: DatabaseSync,
  client: pg.PoolClient,
  table: CopyTable,
): Promise<CopiedTable> {
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
    if (batch.length < BATCH_ROWS) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
  const copied = await sumRows(client, table);
  if (copied.rows !== read.rows || copied.checksum !== read.checksum) throw different(name);
  return { name, rows: copied.rows, checksum: copied.checksum };
}

async function sumRows(client: pg.PoolClient, { name, columns }: CopyTable): Promise<RowSum> {
  const sum = new RowSum();
  const fields = columns.map((column) => column.kind.select(client.escapeIdentifier(column.name))).join(", ");
  await client.query(
    `DECLARE copied NO SCROLL CURSOR FOR SELECT ${fields} FROM ${client.escapeIdentifier(name)}`,
  );
  let fetched: number;
  do {
    const { rows } = await client.query<unknown[]>({
      text: `FETCH ${BATCH_ROWS} FROM copied`,
      rowMode: "array",
    });
    for (const row of rows) sum.add(columns.map(({ kind }, index) => mapped(row[index], kind.fromServer)));
    fetched = rows.length;
  } while (fetched === BATCH_ROWS);
  await client.query("CLOSE copied");
  return sum;
}

const mapped = <From>(value: From, map: (value: NonNullable<From>) => string): string | null =>
  value === null || value === undefined ? null : map(value);

const createMissingError = (file: string) =>
  new AppError({
    code: "copy.missing",
    category: "not-found",
    message: `There is no file ${file}.`,
    hint: "Give the path of the data that is to be copied.",
  });

function failed(file: string, cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  return new AppError({
    code: "copy.failed",
    category: "conflict",
    message: `${file} was not copied, and nothing was written: ${cause instanceof Error ? cause.message : cause}.`,
    hint: "Correct the row that it speaks of in the file, then copy again.",
    cause,
  });
}

const different = (table: string) =>
  new AppError({
    code: "copy.different",
    category: "internal",
    message: `What was written to ${table} is not what was read, so nothing was copied.`,
    hint: "Report it with the columns of the table.",
  });
