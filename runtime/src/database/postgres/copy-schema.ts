import type { DatabaseSync } from "node:sqlite";
import type pg from "pg";
import { AppError } from "../../errors/index.ts";
import { formatCommand } from "../../format/index.ts";
import { VERSIONS_TABLE } from "../migrations/store.ts";
import { type ColumnKind, findColumnKind } from "./copy-kinds.ts";
import { MIGRATIONS_TABLE } from "./migrations.ts";

/** A table to copy. */
export interface CopyTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[];
}

interface Described {
  name: string;
  columns: { name: string; type: string }[];
}

const DESCRIBE_TABLES = `
  SELECT c.table_name AS name,
    json_agg(json_build_object('name', c.column_name, 'type', c.data_type) ORDER BY c.ordinal_position) AS columns
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name NOT IN ('${MIGRATIONS_TABLE}', '${VERSIONS_TABLE}')
  GROUP BY c.table_name ORDER BY c.table_name`;

/**
 * Lists the tables to copy.
 *
 * @param application the name of the application, whose command the hints of errors name
 *
 * @throws AppError `copy.schema` when the file and the server do not have the same tables and columns,
 * `copy.not-empty` when there are rows on the server already
 */
export async function listTablesToCopy(
  source: DatabaseSync,
  client: pg.PoolClient,
  application: string,
): Promise<CopyTable[]> {
  const { rows } = await client.query<Described>(DESCRIBE_TABLES);
  const differences = compare(source, rows);
  if (rows.length === 0 || differences.length > 0) throw createSchemaError(differences, application);
  const tables: CopyTable[] = [];
  for (const { name, columns } of rows) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${client.escapeIdentifier(name)} LIMIT 1`);
    if (rowCount !== 0) throw notEmpty(name);
    tables.push({
      name,
      columns: columns.map((column) => ({ name: column.name, kind: requireKind(name, column, application) })),
    });
  }
  return tables;
}

function compare(source: DatabaseSync, tables: readonly Described[]): string[] {
  const list = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#'";
  const inFile = new Map(
    source
      .prepare(list)
      .all()
      .map(({ name }) => [String(name), listColumns(source, String(name))]),
  );
  for (const record of [MIGRATIONS_TABLE, VERSIONS_TABLE]) inFile.delete(record);
  const onServer = new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
  const same = (one: string[] | undefined, other: string[] | undefined) =>
    one?.toSorted().join() === other?.toSorted().join();
  return [...new Set([...inFile.keys(), ...onServer.keys()])].flatMap((name) => {
    if (!onServer.has(name)) return [`${name} is only in the file`];
    if (!inFile.has(name)) return [`${name} is not in the file`];
    return same(inFile.get(name), onServer.get(name)) ? [] : [`${name} has other columns in the file`];
  });
}

const listColumns = (source: DatabaseSync, table: string): string[] =>
  source
    .prepare("SELECT name FROM pragma_table_info(?)")
    .all(table)
    .map(({ name }) => String(name));

function requireKind(
  table: string,
  { name, type }: { name: string; type: string },
  application: string,
): ColumnKind {
  const found = findColumnKind(type);
  if (found) return found;
  throw createSchemaError(
    [`${table}.${name} is of type ${type}, which columns.ts does not make`],
    application,
  );
}

const createSchemaError = (details: readonly string[], application: string) =>
  new AppError({
    code: "copy.schema",
    category: "conflict",
    message: "The file and the database do not have the same tables, so nothing was copied.",
    hint: `Bring both to the same version of this code first; here by \`${formatCommand(`${application} db migrate`)}\`.`,
    details,
  });

const notEmpty = (table: string) =>
  new AppError({
    code: "copy.not-empty",
    category: "conflict",
    message: `There are rows in ${table} already, so nothing was copied.`,
    hint: "Copy into a database that was migrated and not used since.",
  });
