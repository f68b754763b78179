import { and, asc, eq, gt, type SQL } from "drizzle-orm";
import type { Database } from "#app/core/db/index.ts";
import { users } from "../tables.ts";
import type { InvitationReport } from "./report.ts";
import { invitations, organisations } from "./tables.ts";

export interface InvitationsQuestion {
  /** Milliseconds since 1970: older ones than that count no more. */
  now: number;
  id?: string;
  organisationId?: string;
  /** In lower case. */
  email?: string;
}

/** Invitations that can still be accepted, the oldest first. */
export async function pendingOf(
  db: Database,
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
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(...conditions))
    .orderBy(asc(invitations.id));
  return rows.map(({ expiresAt, ...row }) => ({ ...row, expiresAt: expiresAt.toISOString() }));
}
