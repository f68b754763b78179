import { asc, eq } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import type { OrganisationContext } from "./context.ts";
import { createMissingRoleError } from "./errors.ts";
import {
  addMember,
  isMember,
  lockOrganisation,
  readMemberRole,
  requireMembership,
  requireOwner,
} from "./membership.ts";
import { readPendingInvitations, revokeSentInvitations } from "./pending-invitations.ts";
import type { Membership, OrganisationDetails, OrganisationReport } from "./report.ts";

/**
 * Organisations and their members. Every method takes the id of the user on whose behalf it works, and does what their
 * role permits. For users who are not members the organisation does not exist.
 */
export class OrganisationsService<Role extends string = string> {
  readonly #context: OrganisationContext<Role>;

  /** Called by `createOrganisations`. */
  constructor(context: OrganisationContext<Role>) {
    this.#context = context;
  }

  /** The roles, from the fewest permissions to the most. */
  get roles(): readonly Role[] {
    return this.#context.roles.names;
  }

  /** Whether a member with one role has the permissions of another. */
  includesRole(role: Role, needed: Role): boolean {
    return this.#context.roles.includes(role, needed);
  }

  /** The organisations that a user is a member of, by name. */
  async list(userId: string): Promise<OrganisationReport<Role>[]> {
    const { db, tables, roles } = this.#context;
    const { members, organisations } = tables;
    const rows = await db
      .select({
        id: organisations.id,
        name: organisations.name,
        role: members.role,
        createdAt: organisations.createdAt,
      })
      .from(members)
      .innerJoin(organisations, eq(organisations.id, members.organisationId))
      .where(eq(members.userId, userId))
      .orderBy(asc(organisations.name), asc(organisations.id));
    return rows.map(({ role, createdAt, ...row }) => ({
      ...row,
      role: roles.read(role),
      createdAt: createdAt.toISOString(),
    }));
  }

  /**
   * Creates an organisation with the user as its owner.
   *
   * @param name is not checked
   * @throws AppError `organisations.limit`
   */
  create(userId: string, name: string): Promise<OrganisationReport<Role>> {
    const { transaction, tables, roles, now } = this.#context;
    return transaction(async (tx) => {
      const createdAt = new Date(now());
      const [row] = await tx
        .insert(tables.organisations)
        .values({ name, createdAt, updatedAt: createdAt })
        .returning({ id: tables.organisations.id });
      if (!row) throw new Error("The database returned no id for an inserted organisation");
      await addMember(tx, tables, { organisationId: row.id, userId, role: "owner", createdAt });
      return { id: row.id, name, role: roles.read("owner"), createdAt: createdAt.toISOString() };
    });
  }

  /**
   * Reads the membership of a user, to guard a route or a page.
   *
   * @param needed the role that it takes, or a higher one; any role when left out
   * @throws AppError `organisations.unknown`, `organisations.forbidden`
   */
  requireMembership(userId: string, organisationId: string, needed?: Role): Promise<Membership<Role>> {
    return requireMembership(this.#context, this.#context.db, organisationId, userId, needed);
  }

  /** An organisation with its members in the order in which they joined. @throws AppError `organisations.unknown` */
  async show(userId: string, organisationId: string): Promise<OrganisationDetails<Role>> {
    const { db, tables, roles, now } = this.#context;
    const { members, organisations, users } = tables;
    const { role } = await this.requireMembership(userId, organisationId);
    const [row] = await db.select().from(organisations).where(eq(organisations.id, organisationId));
    const rows = await db
      .select({
        userId: users.id,
        name: users.name,
        email: users.email,
        role: members.role,
        joinedAt: members.createdAt,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.organisationId, organisationId))
      .orderBy(asc(members.createdAt), asc(members.userId));
    return {
      id: organisationId,
      name: row?.name ?? "",
      role,
      createdAt: (row?.createdAt ?? new Date(0)).toISOString(),
      members: rows.map(({ role, joinedAt, ...member }) => ({
        ...member,
        role: roles.read(role),
        joinedAt: joinedAt.toISOString(),
      })),
      invitations: roles.includes(role, "admin")
        ? await readPendingInvitations(db, this.#context, { organisationId, now: now() })
        : [],
    };
  }

  /** Renames an organisation. For admins. @throws AppError `organisations.unknown`, `organisations.forbidden` */
  rename(userId: string, organisationId: string, name: string): Promise<void> {
    const { organisations } = this.#context.tables;
    return this.#change(userId, organisationId, "admin", async (tx) => {
      await tx.update(organisations).set({ name }).where(eq(organisations.id, organisationId));
    });
  }

  /** Deletes it with its memberships and invitations. For owners. @throws AppError as `rename` */
  delete(userId: string, organisationId: string): Promise<void> {
    const { organisations } = this.#context.tables;
    return this.#change(userId, organisationId, "owner", async (tx) => {
      await tx.delete(organisations).where(eq(organisations.id, organisationId));
    });
  }

  /**
   * Gives a member another role. For admins; only owners change the role of an owner or make another owner.
   *
   * @throws AppError as `rename`, `organisations.unknown-member`, `organisations.last-owner`
   */
  setMemberRole(userId: string, organisationId: string, memberId: string, role: Role): Promise<void> {
    const { tables } = this.#context;
    return this.#change(userId, organisationId, "admin", async (tx, ownRole) => {
      const previous = await readMemberRole(tx, tables, organisationId, memberId);
      if (ownRole !== "owner" && (previous === "owner" || role === "owner"))
        throw createMissingRoleError("owner");
      await tx
        .update(tables.members)
        .set({ role })
        .where(isMember(tables, organisationId, memberId));
      await revokeSentInvitations(tx, this.#context, organisationId, memberId, role);
      await requireOwner(tx, tables, organisationId);
    });
  }

  /** Removes a member. For admins; only owners remove an owner. @throws AppError as `setMemberRole` */
  removeMember(userId: string, organisationId: string, memberId: string): Promise<void> {
    const { tables, roles } = this.#context;
    const needed = memberId === userId ? roles.names[0] : "admin";
    return this.#change(userId, organisationId, needed, async (tx, ownRole) => {
      const previous = await readMemberRole(tx, tables, organisationId, memberId);
      if (ownRole !== "owner" && previous === "owner") throw createMissingRoleError("owner");
      await tx.delete(tables.members).where(isMember(tables, organisationId, memberId));
      await revokeSentInvitations(tx, this.#context, organisationId, memberId, undefined);
      await requireOwner(tx, tables, organisationId);
    });
  }

  /** Removes the user themselves. @throws AppError `organisations.unknown`, `organisations.last-owner` */
  leave(userId: string, organisationId: string): Promise<void> {
    return this.removeMember(userId, organisationId, userId);
  }

  /** Locks the organisation for each change: two owners who leave at once would leave it without an owner. */
  #change(
    userId: string,
    organisationId: string,
    needed: string | undefined,
    work: (tx: PortableDb, ownRole: string) => Promise<void>,
  ): Promise<void> {
    const { transaction, tables, now } = this.#context;
    return transaction(async (tx) => {
      await lockOrganisation(tx, tables, organisationId, new Date(now()));
      const { role } = await requireMembership(this.#context, tx, organisationId, userId, needed);
      await work(tx, role);
    });
  }
}
