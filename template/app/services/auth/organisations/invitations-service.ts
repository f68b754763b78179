import { createId, transaction } from "@aegis-stack/runtime/database";
import type { MailMessage } from "@aegis-stack/runtime/mail";
import { and, count, eq, lte } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { users } from "../tables.ts";
import { countInvitation } from "./daily-invitations.ts";
import { alreadyMember, full, needsRole, unknownInvitation } from "./errors.ts";
import { invitationMail } from "./invitation-mail.ts";
import { pendingOf } from "./invitations.ts";
import { INVITATION_LASTS, INVITATIONS_PER_ORGANISATION } from "./limits.ts";
import { addMember, holdOrganisation, type Membership, requireMembership } from "./membership.ts";
import type { InvitationReport } from "./report.ts";
import { includesOrganisationRole, type OrganisationRole } from "./roles.ts";
import { invitations, members } from "./tables.ts";

export interface InvitationsServiceOptions {
  db: Db;
  /** Sends a message, or sees to it that it is sent. */
  deliver(message: MailMessage): Promise<unknown>;
  /** The whole address of one of this application's pages. */
  linkTo(path: string): string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Invitations into organisations. Every method is told who asks, by the user's id. */
export class InvitationsService {
  readonly #options: InvitationsServiceOptions;
  readonly #now: () => number;

  constructor(options: InvitationsServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Invites an address by mail, again when it was invited already. For admins; owners are invited by owners.
   *
   * @param email in lower case
   * @throws AppError `organisations.unknown`, `organisations.forbidden`, `organisations.already-member`,
   * `organisations.limit`, `organisations.too-many-invitations`, and `mail.*` when it was kept but not sent
   */
  async invite(
    asker: string,
    organisation: string,
    email: string,
    role: OrganisationRole,
  ): Promise<InvitationReport> {
    const { db, deliver, linkTo } = this.#options;
    const now = this.#now();
    const { id, from } = await transaction(db, async (tx) => {
      await holdOrganisation(tx, organisation, new Date(now));
      const own = await requireMembership(tx, organisation, asker, role === "owner" ? "owner" : "admin");
      const [sender] = await tx.select({ email: users.email }).from(users).where(eq(users.id, asker));
      await requireStranger(tx, organisation, email);
      await makeRoom(tx, own, email, now);
      await countInvitation(tx, asker, now);
      const id = createId();
      const expiresAt = new Date(now + INVITATION_LASTS);
      const createdAt = new Date(now);
      await tx
        .insert(invitations)
        .values({ id, organisationId: organisation, email, role, invitedBy: asker, expiresAt, createdAt });
      return { id, from: sender?.email ?? "" };
    });
    await deliver(invitationMail(email, { from, link: linkTo(`/invitations/${id}`) }));
    const [report] = await pendingOf(db, { now, id });
    if (!report) throw unknownInvitation();
    return report;
  }

  /** Revokes an invitation. For admins. @throws AppError as `invite`, `organisations.unknown-invitation` */
  cancel(asker: string, organisation: string, invitation: string): Promise<void> {
    return transaction(this.#options.db, async (tx) => {
      await holdOrganisation(tx, organisation, new Date(this.#now()));
      const { role } = await requireMembership(tx, organisation, asker, "admin");
      const [gone] = await tx
        .delete(invitations)
        .where(and(eq(invitations.id, invitation), eq(invitations.organisationId, organisation)))
        .returning({ role: invitations.role });
      if (!gone) throw unknownInvitation();
      if (!includesOrganisationRole(role, gone.role)) throw needsRole("owner");
    });
  }

  /** Those that somebody can accept. */
  async listFor(asker: string): Promise<InvitationReport[]> {
    const email = await confirmedAddress(this.#options.db, asker);
    return email === undefined ? [] : pendingOf(this.#options.db, { now: this.#now(), email });
  }

  /** @throws AppError `organisations.unknown-invitation` unless it is for whoever asks */
  show(asker: string, invitation: string): Promise<InvitationReport> {
    return find(this.#options.db, asker, invitation, this.#now());
  }

  /**
   * Joins the organisation.
   *
   * @returns its id
   * @throws AppError `organisations.unknown-invitation`, `organisations.limit`
   */
  async accept(asker: string, invitation: string): Promise<string> {
    const { organisation } = await this.show(asker, invitation);
    return transaction(this.#options.db, async (tx) => {
      const at = new Date(this.#now());
      await holdOrganisation(tx, organisation.id, at);
      const { role } = await find(tx, asker, invitation, this.#now());
      await tx.delete(invitations).where(eq(invitations.id, invitation));
      await addMember(tx, organisation.id, asker, role, at);
      return organisation.id;
    });
  }

  /** @throws AppError `organisations.unknown-invitation` */
  async decline(asker: string, invitation: string): Promise<void> {
    const { id } = await this.show(asker, invitation);
    await this.#options.db.delete(invitations).where(eq(invitations.id, id));
  }
}

async function confirmedAddress(db: Db, userId: string): Promise<string | undefined> {
  const [user] = await db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.emailVerified, true)));
  return user?.email;
}

async function find(db: Db, asker: string, id: string, now: number): Promise<InvitationReport> {
  const email = await confirmedAddress(db, asker);
  if (email === undefined) throw unknownInvitation();
  const [found] = await pendingOf(db, { now, id, email });
  if (!found) throw unknownInvitation();
  return found;
}

async function requireStranger(tx: Db, organisation: string, email: string): Promise<void> {
  const [known] = await tx
    .select({ id: users.id })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.organisationId, organisation), eq(users.email, email)));
  if (known) throw alreadyMember();
}

/** Drops what is too old, and what was sent to the same address before. */
async function makeRoom(
  tx: Db,
  { organisation, role }: Membership,
  email: string,
  now: number,
): Promise<void> {
  const isOwn = eq(invitations.organisationId, organisation.id);
  await tx.delete(invitations).where(and(isOwn, lte(invitations.expiresAt, new Date(now))));
  const [before] = await tx
    .delete(invitations)
    .where(and(isOwn, eq(invitations.email, email)))
    .returning({ role: invitations.role });
  if (before && !includesOrganisationRole(role, before.role)) throw needsRole("owner");
  const [open] = await tx.select({ total: count() }).from(invitations).where(isOwn);
  if ((open?.total ?? 0) >= INVITATIONS_PER_ORGANISATION) {
    throw full(
      `At most ${INVITATIONS_PER_ORGANISATION} invitations can be open at a time.`,
      "Wait for answers, or take some back.",
    );
  }
}
