import { and, count, eq } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import type { OrganisationContext } from "./context.ts";
import {
  createLastOwnerError,
  createLimitError,
  createMissingRoleError,
  createUnknownMemberError,
  createUnknownOrganisationError,
} from "./errors.ts";
import { MAX_MEMBERS_PER_ORGANISATION, MAX_ORGANISATIONS_PER_USER } from "./limits.ts";
import type { Membership } from "./report.ts";
import type { SqliteOrganisationTables } from "./sqlite-tables.ts";

type Tables = SqliteOrganisationTables;

/** The condition that selects one member. */
export const isMember = ({ members }: Tables, organisationId: string, userId: string) =>
  and(eq(members.organisationId, organisationId), eq(members.userId, userId));

/**
 * Reads the membership of a user.
 *
 * @param needed the role that it takes, or a higher one; any role when left out
 * @throws AppError `organisations.unknown` for users who are not members, `organisations.forbidden` for members
 */
export async function requireMembership<Role extends string>(
  { tables, roles }: Pick<OrganisationContext<Role>, "tables" | "roles">,
  db: PortableDb,
  organisationId: string,
  userId: string,
  needed: string | undefined = roles.names[0],
): Promise<Membership<Role>> {
  const { members, organisations } = tables;
  const [row] = await db
    .select({ id: organisations.id, name: organisations.name, role: members.role })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.organisationId))
    .where(isMember(tables, organisationId, userId));
  if (!row) throw createUnknownOrganisationError();
  const { id, name, role } = row;
  if (needed !== undefined && !roles.includes(role, needed)) throw createMissingRoleError(needed);
  return { organisation: { id, name }, userId, role: roles.read(role) };
}

/**
 * Keeps other transactions from changing an organisation until this one ends, so that what is counted stays true. It
 * comes first, before anything is read.
 *
 * @throws AppError `organisations.unknown`
 */
export async function lockOrganisation(
  tx: PortableDb,
  { organisations }: Tables,
  organisationId: string,
  at: Date,
): Promise<void> {
  const locked = await tx
    .update(organisations)
    .set({ updatedAt: at })
    .where(eq(organisations.id, organisationId))
    .returning({ id: organisations.id });
  if (locked.length === 0) throw createUnknownOrganisationError();
}

/**
 * Adds a member to an organisation that `lockOrganisation` locked, or that this transaction inserted.
 *
 * @throws AppError `organisations.limit`
 */
export async function addMember(
  tx: PortableDb,
  { users, members }: Tables,
  member: typeof members.$inferInsert,
): Promise<void> {
  const { organisationId, userId, createdAt } = member;
  // The user is locked too, since two organisations may be joined at once; after the organisation, to avoid a deadlock.
  await tx.update(users).set({ updatedAt: createdAt }).where(eq(users.id, userId));
  const [joined] = await tx.select({ total: count() }).from(members).where(eq(members.userId, userId));
  if ((joined?.total ?? 0) >= MAX_ORGANISATIONS_PER_USER) {
    throw createLimitError(
      `An account cannot be in more than ${MAX_ORGANISATIONS_PER_USER} organisations.`,
      "Leave another organisation first.",
    );
  }
  const [present] = await tx
    .select({ total: count() })
    .from(members)
    .where(eq(members.organisationId, organisationId));
  if ((present?.total ?? 0) >= MAX_MEMBERS_PER_ORGANISATION) {
    throw createLimitError(
      `An organisation has at most ${MAX_MEMBERS_PER_ORGANISATION} members.`,
      "Ask an admin of it to make room.",
    );
  }
  await tx.insert(members).values(member).onConflictDoNothing();
}

/** Reads the role of a member. @throws AppError `organisations.unknown-member` */
export async function readMemberRole(
  tx: PortableDb,
  tables: Tables,
  organisationId: string,
  userId: string,
): Promise<string> {
  const { members } = tables;
  const [row] = await tx
    .select({ role: members.role })
    .from(members)
    .where(isMember(tables, organisationId, userId));
  if (!row) throw createUnknownMemberError();
  return row.role;
}

/** Checks that an organisation has an owner. @throws AppError `organisations.last-owner` */
export async function requireOwner(
  tx: PortableDb,
  { members }: Tables,
  organisationId: string,
): Promise<void> {
  const [owners] = await tx
    .select({ total: count() })
    .from(members)
    .where(and(eq(members.organisationId, organisationId), eq(members.role, "owner")));
  if ((owners?.total ?? 0) === 0) throw createLastOwnerError();
}
