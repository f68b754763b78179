import { createId, transaction } from "@aegis-stack/runtime/database";
import { and, asc, count, eq, gt } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import { SET_ROLE } from "../audit/actions.ts";
import { type Asker, THE_APPLICATION } from "../audit/actor.ts";
import type { AuditService } from "../audit/audit-service.ts";
import type { AuthEngine } from "../engine/better-auth.ts";
import type { AuthMails } from "../mails/auth-mails.ts";
import type { Role } from "../roles.ts";
import type { SessionMemory } from "../session-memory.ts";
import { accounts, users } from "../tables.ts";
import { countAdmins, isOperating, takeTurn } from "./admins.ts";
import { addressTaken, deactivatedUser, lastAdmin, unknownUser } from "./faults.ts";
import { type NewUser, readNewUser } from "./new-user.ts";
import { makeResetToken, type ResetLink } from "./reset-token.ts";
import { matching } from "./search.ts";
import { reportOf, type SessionReport, type UserReport, type UsersReport } from "./user-report.ts";
import { UserSessions } from "./user-sessions.ts";
import { endUserTokens } from "./user-tokens.ts";

export interface UsersServiceOptions {
  db: Db;
  engine(): Promise<AuthEngine>;
  memory: SessionMemory;
  mails: Pick<AuthMails, "resetPassword" | "resetLink">;
  audit: Pick<AuditService, "record">;
  now?: () => number;
}

export interface UsersQuestion {
  /** A part of a name or of an e-mail address. */
  search?: string | undefined;
  /** How many at the most. */
  limit?: number | undefined;
  /** The id of the last one on the page before. */
  after?: string | undefined;
}

/** So many are on a page unless it is said otherwise. */
export const USERS_ON_A_PAGE = 50;

type Row = typeof users.$inferSelect;
type Change = Partial<Pick<Row, "role" | "deactivatedAt">>;

/** The accounts of this application, for whoever looks after them. Who may call it is the caller's to decide. */
export class UsersService {
  readonly #options: UsersServiceOptions;
  readonly #db: Db;
  readonly #sessions: UserSessions;
  readonly #now: () => number;

  constructor(options: UsersServiceOptions) {
    const { db, memory, now = Date.now } = options;
    this.#options = options;
    this.#db = db;
    this.#sessions = new UserSessions(db, memory);
    this.#now = now;
  }

  /** Accounts in the order in which they were created. */
  async list({ search, limit = USERS_ON_A_PAGE, after }: UsersQuestion = {}): Promise<UsersReport> {
    const found = matching(search);
    const rows = await this.#db
      .select()
      .from(users)
      .where(and(found, after === undefined ? undefined : gt(users.id, after)))
      .orderBy(asc(users.id))
      .limit(limit + 1);
    const [total] = await this.#db.select({ total: count() }).from(users).where(found);
    return { users: rows.slice(0, limit).map(reportOf), total: total?.total ?? 0, more: rows.length > limit };
  }

  /** @param who an id or an e-mail address @throws AppError `users.unknown` */
  async show(who: string): Promise<UserReport> {
    return reportOf(await this.#find(this.#db, who));
  }

  /**
   * Makes an account whose address counts as confirmed: whoever makes it for somebody answers for that. Without a
   * password nobody can sign in to it before one was chosen by `resetPassword` or `resetLink`.
   *
   * @throws AppError `users.invalid`, or `users.taken` when there is one with this address
   */
  async create(given: NewUser): Promise<UserReport> {
    const { name, email, password, role } = readNewUser(given);
    const hash = password === undefined ? undefined : await this.#hash(password);
    return transaction(this.#db, (tx) => this.#insert(tx, { name, email, role }, hash));
  }

  /**
   * Gives an account another role. What the person may do changes with the next request. It is kept in the audit trail
   * whoever asks for it.
   *
   * @throws AppError `users.unknown`, or `users.last-admin` when nobody could look after the accounts any more
   */
  async setRole(who: string, role: Role, by: Asker = THE_APPLICATION): Promise<UserReport> {
    const { before, after } = await this.#change(who, { role });
    if (before.role !== after.role) {
      const target = `${after.email}: ${before.role} to ${after.role}`;
      await this.#options.audit.record({ by, action: SET_ROLE, target, outcome: "done" });
    }
    return after;
  }

  /**
   * Ends every session of an account and lets nobody sign in to it any more. What belongs to it stays.
   *
   * @throws AppError `users.unknown`, `users.last-admin`
   */
  async deactivate(who: string): Promise<UserReport> {
    return (await this.#change(who, { deactivatedAt: new Date(this.#now()) })).after;
  }

  /** Lets a deactivated account be used again. @throws AppError `users.unknown` */
  async reactivate(who: string): Promise<UserReport> {
    return (await this.#change(who, { deactivatedAt: null })).after;
  }

  /** Where an account is signed in, the newest first. @throws AppError `users.unknown` */
  async sessions(who: string): Promise<SessionReport[]> {
    const { id } = await this.#find(this.#db, who);
    return this.#sessions.list(id, new Date(this.#now()));
  }

  /**
   * Ends sessions of an account: all of them, or one.
   *
   * @returns how many that were
   * @throws AppError `users.unknown`
   */
  async revoke(who: string, session?: string): Promise<number> {
    const { id } = await this.#find(this.#db, who);
    return this.#sessions.end(id, session);
  }

  /**
   * Sends the mail by which somebody chooses a new password. The present one is good until then.
   *
   * @throws AppError `users.unknown`, `users.deactivated`, and `mail.*` when it cannot be sent
   */
  async resetPassword(who: string): Promise<UserReport> {
    const user = await this.#resettable(who);
    const { token } = await makeResetToken(await this.#options.engine(), user.id, this.#now());
    await this.#options.mails.resetPassword(user, token);
    return user;
  }

  /**
   * The same link for whoever hands it on by another way than by mail. Whoever has it can sign in as that person.
   *
   * @throws AppError `users.unknown`, `users.deactivated`
   */
  async resetLink(who: string): Promise<ResetLink> {
    const user = await this.#resettable(who);
    const { token, expiresAt } = await makeResetToken(await this.#options.engine(), user.id, this.#now());
    return { email: user.email, link: this.#options.mails.resetLink(token), expiresAt };
  }

  /** How many accounts there are that look after the others. */
  admins(): Promise<number> {
    return countAdmins(this.#db);
  }

  async #resettable(who: string): Promise<UserReport> {
    const user = await this.show(who);
    if (user.deactivatedAt !== null) throw deactivatedUser();
    return user;
  }

  async #hash(password: string): Promise<string> {
    const { password: passwords } = await (await this.#options.engine()).$context;
    return passwords.hash(password);
  }

  async #insert(
    tx: Db,
    user: { name: string; email: string; role: Role },
    hash: string | undefined,
  ): Promise<UserReport> {
    const id = createId();
    const at = new Date(this.#now());
    const dates = { createdAt: at, updatedAt: at };
    const [row] = await tx
      .insert(users)
      .values({ id, ...user, emailVerified: true, ...dates })
      .onConflictDoNothing()
      .returning();
    if (!row) throw addressTaken();
    if (hash !== undefined) {
      const account = { userId: id, providerId: "credential", accountId: id, password: hash };
      await tx.insert(accounts).values({ ...account, ...dates });
    }
    return reportOf(row);
  }

  async #change(who: string, change: Change): Promise<{ before: UserReport; after: UserReport }> {
    const { before, after } = await transaction(this.#db, async (tx) => {
      await takeTurn(tx);
      const before = await this.#find(tx, who);
      const [after] = await tx
        .update(users)
        .set({ ...change, updatedAt: new Date(this.#now()) })
        .where(eq(users.id, before.id))
        .returning();
      if (!after) throw unknownUser();
      if (isOperating(before) && (await countAdmins(tx)) === 0) throw lastAdmin();
      return { before, after };
    });
    // After the commit: a sign-in that is under way finds the account deactivated by then, or its session is ended here.
    if (after.deactivatedAt) {
      await this.#sessions.end(after.id);
      await endUserTokens(this.#db, after.id);
    } else await this.#sessions.reread(after.id);
    return { before: reportOf(before), after: reportOf(after) };
  }

  async #find(db: Db, who: string): Promise<Row> {
    const isThis = who.includes("@") ? eq(users.email, who.trim().toLowerCase()) : eq(users.id, who);
    const [row] = await db.select().from(users).where(isThis);
    if (!row) throw unknownUser();
    return row;
  }
}
