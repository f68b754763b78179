import type { PortableDb } from "../../database/index.ts";
import type { AuthEngineTables } from "../engine-tables/tables.ts";
import type { RoleOrder } from "./roles.ts";
import type { SqliteOrganisationTables } from "./sqlite-tables.ts";

/** What the queries work with. */
export interface OrganisationContext<Role extends string = string> {
  /** The application's database, for queries outside of transactions. */
  readonly db: PortableDb;
  /** Runs `work` in a transaction: all of it happens, or nothing of it. */
  transaction<Result>(work: (tx: PortableDb) => Promise<Result>): Promise<Result>;
  readonly tables: SqliteOrganisationTables & Pick<AuthEngineTables, "rateLimits">;
  readonly roles: RoleOrder<Role>;
  /** Milliseconds since 1970. */
  now(): number;
}
