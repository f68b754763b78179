import { and, asc, count, eq, gt } from "drizzle-orm";
import { createId, transaction } from "../../database/index.ts";
import type { AccountMails } from "../account-mails.ts";
import { SET_ROLE_ACTION } from "../audit/actions.ts";
import { APPLICATION_REQUESTER, type Requester } from "../audit/actor.ts";
import type { AuditService } from "../audit/audit-service.ts";
import type { AuthEngine } from "../engine/auth-engine.ts";
import type { Roles } from "../roles.ts";
import type { SessionCache } from "../sessions/session-cache.ts";
import type { AuthStore, UserRow } from "../tables.ts";
import { countAdmins, isActiveAdmin, lockAdmins } from "./admins.ts";
import { type NewUser, parseNewUser } from "./new-user.ts";
import { createResetToken, type ResetLink } from "./reset-token.ts";
import { createUserCondition } from "./search-condition.ts";
import {
  createAddressTakenError,
  createDeactivatedUserError,
  createLastAdminError,
  createUnknownUserError,
} from "./user-errors.ts";
import { type SessionReport, toUserReport, type UserReport, type UsersReport } from "./user-report.ts";
import { endUserSessions, listUserSessions, refreshUserSessions } from "./user-sessions.ts";
import { deleteUserTokens } from "./user-tokens.ts";

/** What the service is created from. */
export interface UsersServiceOptions<Role extends string> {
  readonly store: AuthStore;
  readonly roles: Roles<Role>;
  engine(): Promise<AuthEngine>;
  readonly cache: SessionCache;
  readonly mails: Pick<AccountMails, "resetPassword" | "createResetLink">;
  readonly audit: Pick<AuditService, "recordByService">;
  readonly now: () => number;
}

/** Which accounts to list. */
export interface UsersQuery {
  /** A part of a name or of an e-mail address. */
  readonly search?: string | undefined;
  /** How many at most; 50 by default. */
  readonly limit?: number | undefined;
  /** The id of the last one on the page before. */
  readonly after?: string | undefined;
}

const DEFAULT_PAGE_SIZE = 50;

/** The accounts of an application, for those who manage them. The caller decides who may use it. */
export class UsersService<Role extends string = string> {
  readonly #options: UsersServiceOptions<Role>;
  readonly #store: AuthStore;
  readonly #now: () => number;

  constructor(options: UsersServiceOptions<Role>) {
    this.#options = options;
    this.#store = options.store;
    this.#now = options.now;
  }

  /** Lists accounts in the order of their creation. */
  async list({ search, limit = DEFAULT_PAGE_SIZE, after }: UsersQuery = {}): Promise<UsersReport<Role>> {
    const { db, tables } = this.#store;
    const { users } = tables;
    const condition = createUserCondition(search, users);
    const rows = await db
      .select()
      .from(users)
      .where(and(condition, after === undefined ? undefined : gt(users.id, after)))
      .orderBy(asc(users.id))
      .limit(limit + 1);
    const [total] = await db.select({ total: count() }).from(users).where(condition);
    return {
      users: rows.slice(0, limit).map((row) => this.#report(row)),
      total: total?.total ?? 0,
      more: rows.length > limit,
    };
  }

  /** @param user an id or an e-mail address @throws AppError `users.unknown` */
  async show(user: string): Promise<UserReport<Role>> {
    return this.#report(await this.#find(this.#store, user));
  }

  /**
   * Creates an account whose address counts as confirmed: the caller vouches for it. Without a password the user can sign in
   * only after choosing one by `resetPassword` or `resetLink`.
   *
   * @throws AppError `users.invalid`, or `users.taken` when there is one with this address
   */
  async create(given: NewUser<Role>): Promise<UserReport<Role>> {
    const { name, email, password, role } = parseNewUser(given, this.#options.roles);
    const hash = password === undefined ? undefined : await this.#hash(password);
    return this.#transaction((store) => this.#insert(store, { name, email, role }, hash));
  }

  /**
   * Gives an account another role, which counts from the next request on. The change is always recorded in the audit
   * log.
   *
   * @throws AppError `users.unknown`, or `users.last-admin` when no admin would be left
   */
  async setRole(user: string, role: Role, by: Requester = APPLICATION_REQUESTER): Promise<UserReport<Role>> {
    const { before, after } = await this.#change(user, { role });
    if (before.role !== after.role) {
      const target = `${after.email}: ${before.role} to ${after.role}`;
      await this.#options.audit.recordByService({ by, action: SET_ROLE_ACTION, target, outcome: "done" });
    }
    return after;
  }

  /**
   * Ends every session of an account and refuses new ones. What belongs to it stays.
   *
   * @throws AppError `users.unknown`, `users.last-admin`
   */
  async deactivate(user: string): Promise<UserReport<Role>> {
    return (await this.#change(user, { deactivatedAt: new Date(this.#now()) })).after;
  }

  /** Lets a deactivated account be used again. @throws AppError `users.unknown` */
  async reactivate(user: string): Promise<UserReport<Role>> {
    return (await this.#change(user, { deactivatedAt: null })).after;
  }

  /** The sessions of an account, newest first. @throws AppError `users.unknown` */
  async sessions(user: string): Promise<SessionReport[]> {
    const { id } = await this.#find(this.#store, user);
    return listUserSessions(this.#store, id, new Date(this.#now()));
  }

  /**
   * Ends all sessions of an account, or one.
   *
   * @returns how many ended
   * @throws AppError `users.unknown`
   */
  async revoke(user: string, session?: string): Promise<number> {
    const { id } = await this.#find(this.#store, user);
    return endUserSessions(this.#store, this.#options.cache, { userId: id, session });
  }

  /**
   * Sends the mail with a link to choose a new password. The present one is valid until then.
   *
   * @throws AppError `users.unknown`, `users.deactivated`, and `mail.*` when it cannot be sent
   */
  async resetPassword(user: string): Promise<UserReport<Role>> {
    const report = await this.#requireResettable(user);
    const { token } = await createResetToken(await this.#options.engine(), report.id, this.#now());
    await this.#options.mails.resetPassword(report, token);
    return report;
  }

  /**
   * Creates the same link without a mail. Its holder can sign in as the user.
   *
   * @throws AppError `users.unknown`, `users.deactivated`
   */
  async resetLink(user: string): Promise<ResetLink> {
    const { id, email } = await this.#requireResettable(user);
    const { token, expiresAt } = await createResetToken(await this.#options.engine(), id, this.#now());
    return { email, link: this.#options.mails.createResetLink(token), expiresAt };
  }

  /** How many accounts can manage the others. */
  admins(): Promise<number> {
    return countAdmins(this.#store);
  }

  #report(row: UserRow): UserReport<Role> {
    return toUserReport(row, this.#options.roles);
  }

  #transaction<Result>(work: (store: AuthStore) => Promise<Result>): Promise<Result> {
    return transaction(this.#store.db, (db) => work({ ...this.#store, db }));
  }

  async #requireResettable(user: string): Promise<UserReport<Role>> {
    const report = await this.show(user);
    if (report.deactivatedAt !== null) throw createDeactivatedUserError();
    return report;
  }

  async #hash(password: string): Promise<string> {
    const { password: passwords } = await (await this.#options.engine()).$context;
    return passwords.hash(password);
  }

  async #insert(
    { db, tables: { users, accounts } }: AuthStore,
    user: { readonly name: string; readonly email: string; readonly role: Role },
    hash: string | undefined,
  ): Promise<UserReport<Role>> {
    const id = createId();
    const at = new Date(this.#now());
    const dates = { createdAt: at, updatedAt: at };
    const [row] = await db
      .insert(users)
      .values({ id, ...user, emailVerified: true, ...dates })
      .onConflictDoNothing()
      .returning();
    if (!row) throw createAddressTakenError();
    if (hash !== undefined) {
      const account = { userId: id, providerId: "credential", accountId: id, password: hash };
      await db.insert(accounts).values({ ...account, ...dates });
    }
    return this.#report(row);
  }

  async #change(user: string, change: Partial<Pick<UserRow, "role" | "deactivatedAt">>) {
    const { before, after } = await this.#transaction(async (store) => {
      const { users } = store.tables;
      await lockAdmins(store);
      const before = await this.#find(store, user);
      const [after] = await store.db
        .update(users)
        .set({ ...change, updatedAt: new Date(this.#now()) })
        .where(eq(users.id, before.id))
        .returning();
      if (!after) throw createUnknownUserError();
      if (isActiveAdmin(before) && (await countAdmins(store)) === 0) throw createLastAdminError();
      return { before, after };
    });
    // After the commit: a sign-in in progress finds the account deactivated by then, or its session is ended here.
    const { cache } = this.#options;
    if (after.deactivatedAt) {
      await endUserSessions(this.#store, cache, { userId: after.id });
      await deleteUserTokens(this.#store, after.id);
    } else await refreshUserSessions(this.#store, cache, after.id);
    return { before: this.#report(before), after: this.#report(after) };
  }

  async #find({ db, tables: { users } }: AuthStore, user: string): Promise<UserRow> {
    const isUser = user.includes("@") ? eq(users.email, user.trim().toLowerCase()) : eq(users.id, user);
    const [row] = await db.select().from(users).where(isUser);
    if (!row) throw createUnknownUserError();
    return row;
  }
}
