import type { PortableDb } from "../../database/index.ts";
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
  /** The application's database, for queries outside of transactions. */
  readonly db: PortableDb;
  /** Runs `work` in a transaction: all of it happens, or nothing of it. */
  transaction<Result>(work: (tx: PortableDb) => Promise<Result>): Promise<Result>;
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
  db,
  transaction,
  tables,
  roles,
  now = Date.now,
  ...mail
}: OrganisationsOptions<Roles, Tables>): Organisations<Roles[number]> {
  const context: OrganisationContext<Roles[number]> = {
    db,
    transaction,
    // The columns of every dialect have the same values; only the types of the tables differ.
    tables: tables as OrganisationTables as SqliteOrganisationTables,
    roles: createRoleOrder(roles),
    now,
  };
  return {
    organisations: new OrganisationsService(context),
    invitations: new InvitationsService(context, mail),
  };
}
