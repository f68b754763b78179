import { and, asc, eq, gt, inArray, isNull, or, type SQL } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { users } from "../tables.ts";
import type { InvitationReport } from "./report.ts";
import { includesOrganisationRole, ORGANISATION_ROLES, type OrganisationRole } from "./roles.ts";
import { invitations, members, organisations } from "./tables.ts";

export interface InvitationsQuestion {
  /** Milliseconds since 1970: older ones than that count no more. */
  now: number;
  id?: string;
  organisationId?: string;
  /** In lower case. */
  email?: string;
}

/** The roles that a member may invite others to, by the role of that member. */
const invitable = (role: OrganisationRole): OrganisationRole[] => {
  if (!includesOrganisationRole(role, "admin")) return [];
  return ORGANISATION_ROLES.filter((one) => one !== "owner" || role === "owner");
};

/** Whether the sender of an invitation could still send it: is a member, may use the account, and has the role for it. */
const mayStillInvite = (): SQL | undefined =>
  and(
    isNull(users.deactivatedAt),
    or(
      ...ORGANISATION_ROLES.filter((role) => invitable(role).length > 0).map((role) =>
        and(eq(members.role, role), inArray(invitations.role, invitable(role))),
      ),
    ),
  );

/** Takes back the invitations that a member has sent and could not send with the role that they have now. */
export async function endInvitationsOf(
  tx: Db,
  organisation: string,
  userId: string,
  role: OrganisationRole | undefined,
): Promise<void> {
  const allowed = role === undefined ? [] : invitable(role);
  const ended = ORGANISATION_ROLES.filter((one) => !allowed.includes(one));
  await tx
    .delete(invitations)
    .where(
      and(
        eq(invitations.organisationId, organisation),
        eq(invitations.invitedBy, userId),
        inArray(invitations.role, ended),
      ),
    );
}

/** Invitations that can still be accepted, the oldest first: those whose sender could still send them. */
export async function pendingOf(
  db: Db,
  { now, id, organisationId, email }: InvitationsQuestion,
): Promise<InvitationReport[]> {
  const conditions: SQL[] = [gt(invitations.expiresAt, new Date(now))];
  if (id !== undefined) conditions.push(eq(invitations.id, id));
  if (organisationId !== undefined) conditions.push(eq(invitations.organisationId, organisationId));
  if (email !== undefined) conditions.push(eq(invitations.email, email));
  const rows = await db
    .select({
      id: invitations.id,
      organisation: { id: organisations.id, name: organisations.name },
      email: invitations.email,
      role: invitations.role,
      invitedBy: users.name,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(organisations, eq(organisations.id, invitations.organisationId))
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .innerJoin(
      members,
      and(eq(members.userId, invitations.invitedBy), eq(members.organisationId, invitations.organisationId)),
    )
    .where(and(...conditions, mayStillInvite()))
    .orderBy(asc(invitations.id));
  return rows.map(({ expiresAt, ...row }) => ({ ...row, expiresAt: expiresAt.toISOString() }));
}
