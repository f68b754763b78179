import { and, count, eq } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { users } from "../tables.ts";
import { full, lastOwner, needsRole, unknownOrganisation } from "./errors.ts";
import { MEMBERS_PER_ORGANISATION, ORGANISATIONS_PER_USER } from "./limits.ts";
import { includesOrganisationRole, type OrganisationRole } from "./roles.ts";
import { members, organisations } from "./tables.ts";

/** Somebody's place in an organisation. */
export interface Membership {
  organisation: { id: string; name: string };
  userId: string;
  role: OrganisationRole;
}

/**
 * @param needed the role that it takes, or a higher one
 * @throws AppError `organisations.unknown` to whoever is not in it, `organisations.forbidden` to whoever is
 */
export async function requireMembership(
  db: Db,
  organisation: string,
  userId: string,
  needed: OrganisationRole = "member",
): Promise<Membership> {
  const [row] = await db
    .select({ id: organisations.id, name: organisations.name, role: members.role })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.organisationId))
    .where(and(eq(members.organisationId, organisation), eq(members.userId, userId)));
  if (!row) throw unknownOrganisation();
  const { id, name, role } = row;
  if (!includesOrganisationRole(role, needed)) throw needsRole(needed);
  return { organisation: { id, name }, userId, role };
}

/**
 * Lets nobody else change an organisation until the transaction ends: what is counted in it stays true. It comes first,
 * before anything is read.
 *
 * @throws AppError `organisations.unknown`
 */
export async function holdOrganisation(tx: Db, organisation: string, at: Date): Promise<void> {
  const held = await tx
    .update(organisations)
    .set({ updatedAt: at })
    .where(eq(organisations.id, organisation))
    .returning({ id: organisations.id });
  if (held.length === 0) throw unknownOrganisation();
}

/**
 * Puts somebody into an organisation that `holdOrganisation` holds, or that was just made.
 *
 * @throws AppError `organisations.limit`
 */
export async function addMember(
  tx: Db,
  organisation: string,
  userId: string,
  role: OrganisationRole,
  createdAt: Date,
): Promise<void> {
  // Held as well, so that two at once do not both find room. Always after the organisation, so that none waits in a ring.
  await tx.update(users).set({ updatedAt: createdAt }).where(eq(users.id, userId));
  const [own] = await tx.select({ total: count() }).from(members).where(eq(members.userId, userId));
  if ((own?.total ?? 0) >= ORGANISATIONS_PER_USER) {
    throw full(
      `An account cannot be in more than ${ORGANISATIONS_PER_USER} organisations.`,
      "Leave another organisation first.",
    );
  }
  const [there] = await tx
    .select({ total: count() })
    .from(members)
    .where(eq(members.organisationId, organisation));
  if ((there?.total ?? 0) >= MEMBERS_PER_ORGANISATION) {
    throw full(
      `An organisation has at most ${MEMBERS_PER_ORGANISATION} members.`,
      "Ask an admin of it to make room.",
    );
  }
  await tx
    .insert(members)
    .values({ organisationId: organisation, userId, role, createdAt })
    .onConflictDoNothing();
}

/** @throws AppError `organisations.last-owner` when an organisation would be left without */
export async function requireOwner(tx: Db, organisation: string): Promise<void> {
  const [owners] = await tx
    .select({ total: count() })
    .from(members)
    .where(and(eq(members.organisationId, organisation), eq(members.role, "owner")));
  if ((owners?.total ?? 0) === 0) throw lastOwner();
}
