import type { DatabaseSync } from "node:sqlite";
import { AppError } from "@aegis-stack/runtime/errors";
import type pg from "pg";
import { APP_NAME } from "#app/core/constants.ts";
import { type Kind, kindOf } from "./copy-kinds.ts";
import { MIGRATIONS_TABLE } from "./migrations.ts";

export interface Table {
  name: string;
  columns: readonly { name: string; kind: Kind }[];
}

interface Described {
  name: string;
  columns: { name: string; type: string }[];
}

const DESCRIBE = `
  SELECT c.table_name AS name,
    json_agg(json_build_object('name', c.column_name, 'type', c.data_type) ORDER BY c.ordinal_position) AS columns
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> '${MIGRATIONS_TABLE}'
  GROUP BY c.table_name ORDER BY c.table_name`;

/**
 * The tables to copy.
 *
 * @throws AppError `copy.schema` when the file and the server do not have the same tables and columns,
 * `copy.not-empty` when there are rows on the server already
 */
export async function tablesToCopy(source: DatabaseSync, client: pg.PoolClient): Promise<Table[]> {
  const { rows } = await client.query<Described>(DESCRIBE);
  const differences = compare(source, rows);
  if (rows.length === 0 || differences.length > 0) throw notTheSame(differences);
  const tables: Table[] = [];
  for (const { name, columns } of rows) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${client.escapeIdentifier(name)} LIMIT 1`);
    if (rowCount !== 0) throw notEmpty(name);
    tables.push({
      name,
      columns: columns.map((column) => ({ name: column.name, kind: kind(name, column) })),
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
      .map(({ name }) => [String(name), columnsOf(source, String(name))]),
  );
  inFile.delete(MIGRATIONS_TABLE);
  const onServer = new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
  const same = (one: string[] | undefined, other: string[] | undefined) =>
    one?.toSorted().join() === other?.toSorted().join();
  return [...new Set([...inFile.keys(), ...onServer.keys()])].flatMap((name) => {
    if (!onServer.has(name)) return [`${name} is only in the file`];
    if (!inFile.has(name)) return [`${name} is not in the file`];
    return same(inFile.get(name), onServer.get(name)) ? [] : [`${name} has other columns in the file`];
  });
}

const columnsOf = (source: DatabaseSync, table: string): string[] =>
  source
    .prepare("SELECT name FROM pragma_table_info(?)")
    .all(table)
    .map(({ name }) => String(name));

function kind(table: string, { name, type }: { name: string; type: string }): Kind {
  const found = kindOf(type);
  if (found) return found;
  throw notTheSame([`${table}.${name} is of type ${type}, which columns.ts does not make`]);
}

const notTheSame = (details: readonly string[]) =>
  new AppError({
    code: "copy.schema",
    kind: "conflict",
    what: "The file and the database do not have the same tables, so nothing was copied.",
    todo: `Bring both to the same version of this code first; here by \`npx ${APP_NAME} db migrate\`.`,
    details,
  });

const notEmpty = (table: string) =>
  new AppError({
    code: "copy.not-empty",
    kind: "conflict",
    what: `There are rows in ${table} already, so nothing was copied.`,
    todo: "Copy into a database that was migrated and not used since.",
  });
