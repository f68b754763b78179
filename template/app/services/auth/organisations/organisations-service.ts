import { createId, transaction } from "@aegis-stack/runtime/database";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { users } from "../tables.ts";
import { needsRole, unknownMember } from "./errors.ts";
import { endInvitationsOf, pendingOf } from "./invitations.ts";
import {
  addMember,
  holdOrganisation,
  type Membership,
  requireMembership,
  requireOwner,
} from "./membership.ts";
import type { OrganisationReport, WholeOrganisation } from "./report.ts";
import { includesOrganisationRole, type OrganisationRole } from "./roles.ts";
import { members, organisations } from "./tables.ts";

export interface OrganisationsServiceOptions {
  db: Db;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Organisations and who is in them. Every method is told who asks, by the user's id, and lets them do no more than
 * their role there allows. To whoever is not in an organisation it does not exist.
 */
export class OrganisationsService {
  readonly #db: Db;
  readonly #now: () => number;

  constructor({ db, now = Date.now }: OrganisationsServiceOptions) {
    this.#db = db;
    this.#now = now;
  }

  /** Those that somebody is in, by name. */
  async list(asker: string): Promise<OrganisationReport[]> {
    const rows = await this.#db
      .select({
        id: organisations.id,
        name: organisations.name,
        role: members.role,
        createdAt: organisations.createdAt,
      })
      .from(members)
      .innerJoin(organisations, eq(organisations.id, members.organisationId))
      .where(eq(members.userId, asker))
      .orderBy(asc(organisations.name), asc(organisations.id));
    return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
  }

  /**
   * Makes an organisation that whoever asks owns.
   *
   * @param name as `organisationName` lets it be
   * @throws AppError `organisations.limit`
   */
  create(asker: string, name: string): Promise<OrganisationReport> {
    return transaction(this.#db, async (tx) => {
      const createdAt = new Date(this.#now());
      const id = createId();
      await tx.insert(organisations).values({ id, name, createdAt, updatedAt: createdAt });
      await addMember(tx, id, asker, "owner", createdAt);
      return { id, name, role: "owner", createdAt: createdAt.toISOString() };
    });
  }

  /**
   * What somebody is in an organisation, for a guard.
   *
   * @throws AppError `organisations.unknown`, `organisations.forbidden`
   */
  membership(asker: string, organisation: string, needed?: OrganisationRole): Promise<Membership> {
    return requireMembership(this.#db, organisation, asker, needed);
  }

  /** An organisation with its members in the order in which they came. @throws AppError `organisations.unknown` */
  async show(asker: string, organisation: string): Promise<WholeOrganisation> {
    const { role } = await this.membership(asker, organisation);
    const [row] = await this.#db.select().from(organisations).where(eq(organisations.id, organisation));
    const people = await this.#db
      .select({
        userId: users.id,
        name: users.name,
        email: users.email,
        role: members.role,
        joinedAt: members.createdAt,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.organisationId, organisation))
      .orderBy(asc(members.createdAt), asc(members.userId));
    const mayInvite = includesOrganisationRole(role, "admin");
    const isPending = { organisationId: organisation, now: this.#now() };
    return {
      id: organisation,
      name: row?.name ?? "",
      role,
      createdAt: (row?.createdAt ?? new Date(0)).toISOString(),
      members: people.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: joinedAt.toISOString() })),
      invitations: mayInvite ? await pendingOf(this.#db, isPending) : [],
    };
  }

  /** For admins. @throws AppError `organisations.unknown`, `organisations.forbidden` */
  rename(asker: string, organisation: string, name: string): Promise<void> {
    return this.#change(asker, organisation, "admin", async (tx) => {
      await tx.update(organisations).set({ name }).where(eq(organisations.id, organisation));
    });
  }

  /** Deletes it with its memberships and invitations. For owners. @throws AppError as `rename` */
  delete(asker: string, organisation: string): Promise<void> {
    return this.#change(asker, organisation, "owner", async (tx) => {
      await tx.delete(organisations).where(eq(organisations.id, organisation));
    });
  }

  /**
   * Gives a member another role. For admins; who is an owner, and who becomes one, owners decide.
   *
   * @throws AppError as `rename`, `organisations.unknown-member`, `organisations.last-owner`
   */
  setMemberRole(asker: string, organisation: string, member: string, role: OrganisationRole): Promise<void> {
    return this.#change(asker, organisation, "admin", async (tx, own) => {
      const before = await roleOf(tx, organisation, member);
      if (own !== "owner" && (before === "owner" || role === "owner")) throw needsRole("owner");
      await tx.update(members).set({ role }).where(isMember(organisation, member));
      await endInvitationsOf(tx, organisation, member, role);
      await requireOwner(tx, organisation);
    });
  }

  /** Takes a member out. For admins; an owner goes by owners only. @throws AppError as `setMemberRole` */
  removeMember(asker: string, organisation: string, member: string): Promise<void> {
    return this.#change(asker, organisation, member === asker ? "member" : "admin", async (tx, own) => {
      const before = await roleOf(tx, organisation, member);
      if (own !== "owner" && before === "owner") throw needsRole("owner");
      await tx.delete(members).where(isMember(organisation, member));
      await endInvitationsOf(tx, organisation, member, undefined);
      await requireOwner(tx, organisation);
    });
  }

  /** Goes. @throws AppError `organisations.unknown`, `organisations.last-owner` */
  leave(asker: string, organisation: string): Promise<void> {
    return this.removeMember(asker, organisation, asker);
  }

  /** Each change is made alone, or two owners who leave at once would leave nobody behind. */
  #change(
    asker: string,
    organisation: string,
    needed: OrganisationRole,
    work: (tx: Db, own: OrganisationRole) => Promise<void>,
  ): Promise<void> {
    return transaction(this.#db, async (tx) => {
      await holdOrganisation(tx, organisation, new Date(this.#now()));
      const { role } = await requireMembership(tx, organisation, asker, needed);
      await work(tx, role);
    });
  }
}

const isMember = (organisation: string, userId: string) =>
  and(eq(members.organisationId, organisation), eq(members.userId, userId));

async function roleOf(tx: Db, organisation: string, userId: string): Promise<OrganisationRole> {
  const [row] = await tx.select({ role: members.role }).from(members).where(isMember(organisation, userId));
  if (!row) throw unknownMember();
  return row.role;
}
