import { sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig as getPostgresConfig, type PgTable } from "drizzle-orm/pg-core";
import { getTableConfig as getSqliteConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import { hasPostgres } from "../../postgres/test-server.fixture.ts";
import { createFreshPostgres, createFreshSqlite } from "../fresh-database.fixture.ts";
import type { EngineTables, PortableColumns } from "../index.ts";

interface Described {
  readonly columns: readonly string[];
  readonly indexes: readonly string[];
}

/** A column as both sides name it: "tick integer", "id text not null". */
const describeColumn = (name: string, type: string, isRequired: boolean) =>
  `${name} ${type.toLowerCase()}${isRequired ? " not null" : ""}`;

const isPostgresThere = await hasPostgres();

/**
 * Defines the test that the steps of a capability create the tables, columns and indexes that its queries expect.
 *
 * @param createTables the tables of the queries
 */
export function describeSteps(
  engineTables: EngineTables,
  createTables: (columns: PortableColumns) => Readonly<Record<string, object>>,
): void {
  describe(`the steps of ${engineTables.capability} create what its queries expect`, () => {
    test("on SQLite", async () => {
      const { portable, columns } = await createFreshSqlite([], [engineTables]);
      for (const table of Object.values(createTables(columns))) {
        const config = getSqliteConfig(table as SQLiteTable);
        const found = await portable
          .select({
            name: sql<string>`name`,
            type: sql<string>`type`,
            isRequired: sql<number>`"notnull" + pk > 0`,
          })
          .from(sql`pragma_table_info(${config.name})`);
        const indexes = await portable
          .select({ name: sql<string>`name`, isUnique: sql<number>`"unique"` })
          .from(sql`pragma_index_list(${config.name})`)
          .where(sql`origin = 'c'`);
        expect(describeCreated(found, indexes)).toEqual(describeConfig(config));
      }
    });

    test.skipIf(!isPostgresThere)("on PostgreSQL", async () => {
      const { portable, columns } = await createFreshPostgres([], [engineTables]);
      for (const table of Object.values(createTables(columns))) {
        const config = getPostgresConfig(table as PgTable);
        const found = await portable
          .select({
            name: sql<string>`attname`,
            type: sql<string>`format_type(atttypid, atttypmod)`,
            isRequired: sql<boolean>`attnotnull`,
          })
          .from(sql`pg_attribute`)
          .where(sql`attrelid = ${config.name}::regclass AND attnum > 0`)
          .orderBy(sql`attnum`);
        const indexes = await portable
          .select({ name: sql<string>`relname`, isUnique: sql<boolean>`indisunique` })
          .from(sql`pg_index JOIN pg_class ON pg_class.oid = indexrelid`)
          .where(sql`indrelid = ${config.name}::regclass AND NOT indisprimary`);
        expect(describeCreated(found, indexes)).toEqual(describeConfig(config));
      }
    });
  });
}

interface FoundColumn {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean | number;
}

interface FoundIndex {
  readonly name: string;
  readonly isUnique: boolean | number;
}

const describeIndex = (name: string | undefined, isUnique: boolean) => `${name}${isUnique ? " unique" : ""}`;

const describeCreated = (columns: readonly FoundColumn[], indexes: readonly FoundIndex[]): Described => ({
  columns: columns.map(({ name, type, isRequired }) => describeColumn(name, type, Boolean(isRequired))),
  indexes: indexes.map(({ name, isUnique }) => describeIndex(name, Boolean(isUnique))).toSorted(),
});

interface Config {
  readonly columns: readonly {
    readonly name: string;
    readonly notNull: boolean;
    getSQLType(): string;
  }[];
  readonly indexes: readonly {
    readonly config: { readonly name?: string | undefined; readonly unique: boolean };
  }[];
}

/** PostgreSQL writes a type with its precision in the middle. */
const POSTGRES_NAMES = new Map([["timestamp (3) with time zone", "timestamp(3) with time zone"]]);

const describeConfig = ({ columns, indexes }: Config): Described => ({
  columns: columns.map((column) => {
    const type = column.getSQLType();
    return describeColumn(toSnakeCase(column.name), POSTGRES_NAMES.get(type) ?? type, column.notNull);
  }),
  indexes: indexes.map(({ config }) => describeIndex(config.name, config.unique)).toSorted(),
});
