import { and, eq } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import type { MailMessage } from "../../mail/index.ts";
import type { OrganisationContext } from "./context.ts";
import { countInvitation } from "./daily-invitations.ts";
import { createAlreadyMemberError, createMissingRoleError, createUnknownInvitationError } from "./errors.ts";
import { INVITATION_TTL_MS } from "./limits.ts";
import { addMember, lockOrganisation, requireMembership } from "./membership.ts";
import { makeRoomForInvitation, readPendingInvitations } from "./pending-invitations.ts";
import type { InvitationReport } from "./report.ts";

/** What the mail of an invitation is rendered from. */
export interface InvitationMailProps {
  /** The confirmed address of its sender. */
  readonly from: string;
  /** The page where it is accepted or declined. */
  readonly link: string;
}

/** How the mails of invitations are rendered and sent. */
export interface InvitationMailOptions {
  /** Sends a message, or stores it so that it will be sent. */
  deliver(message: MailMessage): Promise<unknown>;
  /** Renders the mail of an invitation, as the functions of `createDefineMail` do. */
  mail(to: string, props: InvitationMailProps): MailMessage;
  /** The absolute address of the page of an invitation. @param invitationId its id */
  linkTo(invitationId: string): string;
}

/** Invitations to organisations. Every method takes the id of the user on whose behalf it works. */
export class InvitationsService<Role extends string = string> {
  readonly #context: OrganisationContext<Role>;
  readonly #mail: InvitationMailOptions;

  /** Called by `createOrganisations`. */
  constructor(context: OrganisationContext<Role>, mail: InvitationMailOptions) {
    this.#context = context;
    this.#mail = mail;
  }

  /**
   * Invites an address by mail, again when it was invited before. For admins; only owners invite owners.
   *
   * @param email in lower case
   * @throws AppError `organisations.unknown`, `organisations.forbidden`, `organisations.already-member`,
   * `organisations.limit`, `organisations.too-many-invitations`, and `mail.*` when it was stored but not sent
   */
  async invite(
    userId: string,
    organisationId: string,
    email: string,
    role: Role,
  ): Promise<InvitationReport<Role>> {
    const { db, transaction, tables } = this.#context;
    const { invitations, users } = tables;
    const now = this.#context.now();
    const createdAt = new Date(now);
    const { id, from } = await transaction(async (tx) => {
      await lockOrganisation(tx, tables, organisationId, createdAt);
      const needed = role === "owner" ? "owner" : "admin";
      const own = await requireMembership(this.#context, tx, organisationId, userId, needed);
      const [sender] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
      await this.#requireNoMember(tx, organisationId, email);
      await makeRoomForInvitation(tx, this.#context, own, email, now);
      await countInvitation(tx, tables, userId, now);
      const expiresAt = new Date(now + INVITATION_TTL_MS);
      const [row] = await tx
        .insert(invitations)
        .values({ organisationId, email, role, invitedBy: userId, expiresAt, createdAt })
        .returning({ id: invitations.id });
      if (!row) throw createUnknownInvitationError();
      return { id: row.id, from: sender?.email ?? "" };
    });
    const { deliver, mail, linkTo } = this.#mail;
    await deliver(mail(email, { from, link: linkTo(id) }));
    const [report] = await readPendingInvitations(db, this.#context, { now, id });
    if (!report) throw createUnknownInvitationError();
    return report;
  }

  /** Revokes an invitation. For admins. @throws AppError as `invite`, `organisations.unknown-invitation` */
  revoke(userId: string, organisationId: string, invitationId: string): Promise<void> {
    const { transaction, tables, roles, now } = this.#context;
    const { invitations } = tables;
    return transaction(async (tx) => {
      await lockOrganisation(tx, tables, organisationId, new Date(now()));
      const { role } = await requireMembership(this.#context, tx, organisationId, userId, "admin");
      const [deleted] = await tx
        .delete(invitations)
        .where(and(eq(invitations.id, invitationId), eq(invitations.organisationId, organisationId)))
        .returning({ role: invitations.role });
      if (!deleted) throw createUnknownInvitationError();
      if (!roles.includes(role, deleted.role)) throw createMissingRoleError("owner");
    });
  }

  /** The invitations that a user can accept. */
  async listFor(userId: string): Promise<InvitationReport<Role>[]> {
    const { db, now } = this.#context;
    const email = await this.#readConfirmedAddress(db, userId);
    return email === undefined ? [] : readPendingInvitations(db, this.#context, { now: now(), email });
  }

  /** An invitation. @throws AppError `organisations.unknown-invitation` unless it is for this user */
  show(userId: string, invitationId: string): Promise<InvitationReport<Role>> {
    return this.#find(this.#context.db, userId, invitationId);
  }

  /**
   * Makes the user a member of the organisation.
   *
   * @returns the id of the organisation
   * @throws AppError `organisations.unknown-invitation`, `organisations.limit`
   */
  async accept(userId: string, invitationId: string): Promise<string> {
    const { transaction, tables, now } = this.#context;
    const { organisation } = await this.show(userId, invitationId);
    const organisationId = organisation.id;
    return transaction(async (tx) => {
      const createdAt = new Date(now());
      await lockOrganisation(tx, tables, organisationId, createdAt);
      const { role } = await this.#find(tx, userId, invitationId);
      await tx.delete(tables.invitations).where(eq(tables.invitations.id, invitationId));
      await addMember(tx, tables, { organisationId, userId, role, createdAt });
      return organisationId;
    });
  }

  /** Declines an invitation. @throws AppError `organisations.unknown-invitation` */
  async decline(userId: string, invitationId: string): Promise<void> {
    const { db, tables } = this.#context;
    const { id } = await this.show(userId, invitationId);
    await db.delete(tables.invitations).where(eq(tables.invitations.id, id));
  }

  async #find(db: PortableDb, userId: string, id: string): Promise<InvitationReport<Role>> {
    const email = await this.#readConfirmedAddress(db, userId);
    if (email === undefined) throw createUnknownInvitationError();
    const [found] = await readPendingInvitations(db, this.#context, { now: this.#context.now(), id, email });
    if (!found) throw createUnknownInvitationError();
    return found;
  }

  async #readConfirmedAddress(db: PortableDb, userId: string): Promise<string | undefined> {
    const { users } = this.#context.tables;
    const [user] = await db
      .select({ email: users.email })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.emailVerified, true)));
    return user?.email;
  }

  async #requireNoMember(tx: PortableDb, organisationId: string, email: string): Promise<void> {
    const { members, users } = this.#context.tables;
    const [member] = await tx
      .select({ id: users.id })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.organisationId, organisationId), eq(users.email, email)));
    if (member) throw createAlreadyMemberError();
  }
}
