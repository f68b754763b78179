import { type Database, transaction } from "../../database/index.ts";
import { createAuthEngineTables } from "../engine-tables/tables.ts";
import type { OrganisationContext } from "./context.ts";
import { type InvitationMailOptions, InvitationsService } from "./invitations-service.ts";
import { OrganisationsService } from "./organisations-service.ts";
import { createRoleOrder, type OrganisationRoles } from "./roles.ts";
import type { SqliteOrganisationTables } from "./sqlite-tables.ts";
import type { InsertableTables, OrganisationTables } from "./tables.ts";

/** What organisations are created from. */
export interface OrganisationsOptions<
  Roles extends OrganisationRoles = OrganisationRoles,
  Tables extends OrganisationTables<Roles[number]> = OrganisationTables<Roles[number]>,
> extends InvitationMailOptions {
  /** The application's database, in which the accounts are, too. */
  readonly database: Pick<Database<object>, "portable" | "columns">;
  readonly tables: Tables & InsertableTables<Tables, Roles[number]>;
  readonly roles: Roles;
  /** Milliseconds since 1970; the default is the clock of this machine. */
  readonly now?: () => number;
}

/** The services of the organisations. */
export interface Organisations<Role extends string = string> {
  readonly organisations: OrganisationsService<Role>;
  readonly invitations: InvitationsService<Role>;
}

/**
 * Creates the organisations of an application: their members with roles, and invitations by mail. Nothing is read before
 * the first call of a method.
 */
export function createOrganisations<
  const Roles extends OrganisationRoles,
  Tables extends OrganisationTables<Roles[number]>,
>({
  database,
  tables,
  roles,
  now = Date.now,
  ...mail
}: OrganisationsOptions<Roles, Tables>): Organisations<Roles[number]> {
  const db = database.portable;
  const context: OrganisationContext<Roles[number]> = {
    db,
    transaction: (work) => transaction(db, work),
    tables: {
      // The columns of every dialect have the same values; only the types of the tables differ.
      ...(tables as OrganisationTables as SqliteOrganisationTables),
      rateLimits: createAuthEngineTables(database.columns).rateLimits,
    },
    roles: createRoleOrder(roles),
    now,
  };
  return {
    organisations: new OrganisationsService(context),
    invitations: new InvitationsService(context, mail),
  };
}
