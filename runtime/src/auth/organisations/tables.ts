import type { Column, Table } from "drizzle-orm";

/** A table of the application that has at least the columns of `Row`, whatever its dialect. */
type TableOf<Row> = Table &
  Readonly<Record<keyof Row, Column>> & {
    readonly $inferSelect: { readonly [Name in keyof Row]: Row[Name] };
  };

/** An organisation. */
interface OrganisationRow {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date;
}

/** A member of an organisation. No two rows have the same organisation and user. */
interface MemberRow<Role> {
  organisationId: string;
  userId: string;
  role: Role;
  createdAt: Date;
}

/** An invitation that was not accepted, declined or revoked. No two rows have the same organisation and address. */
interface InvitationRow<Role> {
  id: string;
  organisationId: string;
  /** In lower case. */
  email: string;
  role: Role;
  invitedBy: string | null;
  expiresAt: Date;
  createdAt: Date;
}

/** The tables in which an application keeps its organisations. They can have other columns as well. */
export interface OrganisationTables<Role extends string = string> {
  readonly organisations: TableOf<OrganisationRow>;
  readonly members: TableOf<MemberRow<Role>>;
  readonly invitations: TableOf<InvitationRow<Role>>;
  readonly users: TableOf<{
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    deactivatedAt: Date | null;
    updatedAt: Date;
  }>;
}

/** What is inserted; ids have a default. */
interface InsertedRows<Role> {
  organisations: Omit<OrganisationRow, "id">;
  members: MemberRow<Role>;
  invitations: Omit<InvitationRow<Role>, "id">;
}

/**
 * Refuses tables into which these rows cannot be inserted: a column that an owner adds needs a default or may be null,
 * and the column of the role must take every role.
 */
export type InsertableTables<Tables extends OrganisationTables, Role> = {
  readonly [Name in keyof InsertedRows<Role>]: InsertedRows<Role>[Name] extends Tables[Name]["$inferInsert"]
    ? unknown
    : `The table ${Name} has a column without a default, or its role column lacks a role`;
};
