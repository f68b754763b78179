import { and, asc, count, eq, gt, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import type { OrganisationContext } from "./context.ts";
import { createLimitError, createMissingRoleError } from "./errors.ts";
import { MAX_OPEN_INVITATIONS } from "./limits.ts";
import type { InvitationReport, Membership } from "./report.ts";

type QueryContext<Role extends string = string> = Pick<OrganisationContext<Role>, "tables" | "roles">;

/** Which invitations are looked for; all conditions hold. */
interface InvitationFilter {
  /** Milliseconds since 1970, to leave out those that have expired. */
  readonly now: number;
  readonly id?: string;
  readonly organisationId?: string;
  /** In lower case. */
  readonly email?: string;
}

/** Whether the sender of an invitation could still send it: is a member, is not deactivated, and has the role for it. */
const canStillInvite = ({ tables, roles }: QueryContext): SQL | undefined =>
  and(
    isNull(tables.users.deactivatedAt),
    or(
      ...roles.names
        .filter((role) => roles.listInvitable(role).length > 0)
        .map((role) =>
          and(eq(tables.members.role, role), inArray(tables.invitations.role, roles.listInvitable(role))),
        ),
    ),
  );

/**
 * Deletes the invitations that a member has sent and could not send with another role.
 *
 * @param role undefined for a user who is no member any more
 */
export async function revokeSentInvitations(
  tx: PortableDb,
  { tables: { invitations }, roles }: QueryContext,
  organisationId: string,
  userId: string,
  role: string | undefined,
): Promise<void> {
  const allowed: readonly string[] = role === undefined ? [] : roles.listInvitable(role);
  const revoked = roles.names.filter((name) => !allowed.includes(name));
  await tx
    .delete(invitations)
    .where(
      and(
        eq(invitations.organisationId, organisationId),
        eq(invitations.invitedBy, userId),
        inArray(invitations.role, revoked),
      ),
    );
}

/** Reads the invitations that can be accepted, the oldest first. Those whose sender could no longer send them cannot. */
export async function readPendingInvitations<Role extends string>(
  db: PortableDb,
  context: QueryContext<Role>,
  { now, id, organisationId, email }: InvitationFilter,
): Promise<InvitationReport<Role>[]> {
  const { invitations, members, organisations, users } = context.tables;
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
    .where(and(...conditions, canStillInvite(context)))
    .orderBy(asc(invitations.id));
  return rows.map(({ role, expiresAt, ...row }) => ({
    ...row,
    role: context.roles.read(role),
    expiresAt: expiresAt.toISOString(),
  }));
}

/**
 * Deletes the invitations of an organisation that have expired, and the one that was sent to the same address before.
 *
 * @throws AppError `organisations.forbidden` when only an owner could replace it, `organisations.limit`
 */
export async function makeRoomForInvitation(
  tx: PortableDb,
  { tables: { invitations }, roles }: QueryContext,
  { organisation, role }: Membership,
  email: string,
  now: number,
): Promise<void> {
  const isOwn = eq(invitations.organisationId, organisation.id);
  await tx.delete(invitations).where(and(isOwn, lte(invitations.expiresAt, new Date(now))));
  const [replaced] = await tx
    .delete(invitations)
    .where(and(isOwn, eq(invitations.email, email)))
    .returning({ role: invitations.role });
  if (replaced && !roles.includes(role, replaced.role)) throw createMissingRoleError("owner");
  const [open] = await tx.select({ total: count() }).from(invitations).where(isOwn);
  if ((open?.total ?? 0) >= MAX_OPEN_INVITATIONS) {
    throw createLimitError(
      `At most ${MAX_OPEN_INVITATIONS} invitations can be open at a time.`,
      "Wait for answers, or take some back.",
    );
  }
}
