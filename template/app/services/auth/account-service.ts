import type { AuthService, Sender } from "./auth-service.ts";
import type { Session } from "./session.ts";
import type { SessionReport } from "./users/user-report.ts";
import type { UsersService } from "./users/users-service.ts";

/** What a browser is to remember from now on: values of Set-Cookie. */
export type Cookies = readonly string[];

export interface OwnSession extends SessionReport {
  /** Whether it is the one by which it is asked. */
  isThis: boolean;
}

/**
 * What people do about their own accounts. All of it goes the way that requests from elsewhere go, so the same limits,
 * lockout and checks hold.
 */
export class AccountService {
  readonly #auth: Pick<AuthService, "submit">;
  readonly #users: Pick<UsersService, "sessions" | "revoke">;

  constructor(auth: Pick<AuthService, "submit">, users: Pick<UsersService, "sessions" | "revoke">) {
    this.#auth = auth;
    this.#users = users;
  }

  /**
   * Makes an account that is closed until its address is confirmed, and sends the link for that. Where there is one with
   * the address already, nothing but the mail is another.
   *
   * @throws AppError `auth.invalid`, `auth.bad-email`, `auth.bad-password`, `auth.too-many`
   */
  async signUp(given: { name: string; email: string; password: string }, sender: Sender): Promise<void> {
    const body = { ...given, name: given.name.trim(), email: given.email.trim() };
    await this.#auth.submit({ path: "/sign-up/email", body, ...sender });
  }

  /**
   * Confirms the address that a token was mailed to, and opens the account: with its password, or with a new one that
   * replaces it. With the password, twice is no fault.
   *
   * @throws AppError `auth.bad-token`, `auth.wrong-password`, `auth.bad-password`, `auth.locked`
   */
  async verifyEmail(
    token: string,
    shown: { password: string } | { newPassword: string },
    sender: Sender,
  ): Promise<void> {
    await this.#auth.submit({ path: "/verify-email", body: { token, ...shown }, ...sender });
  }

  /**
   * @param stay whether the browser remembers it when it is closed
   * @throws AppError `auth.wrong-credentials`, `auth.not-verified`, `auth.deactivated`, `auth.locked`, `auth.too-many`
   */
  async signIn(
    { email, password, stay }: { email: string; password: string; stay: boolean },
    sender: Sender,
  ): Promise<Cookies> {
    const body = { email: email.trim(), password, rememberMe: stay };
    const { cookies } = await this.#auth.submit({ path: "/sign-in/email", body, ...sender });
    return cookies;
  }

  async signOut(sender: Sender): Promise<Cookies> {
    const { cookies } = await this.#auth.submit({ path: "/sign-out", body: {}, ...sender });
    return cookies;
  }

  /**
   * Mails a link to choose a new password, if somebody has the address.
   *
   * @throws AppError `auth.bad-email`, `auth.too-many`; never because nobody has it
   */
  async requestReset(email: string, sender: Sender): Promise<void> {
    await this.#auth.submit({ path: "/request-password-reset", body: { email: email.trim() }, ...sender });
  }

  /**
   * Sets a new password by a token that was mailed, once, and ends every session.
   *
   * @throws AppError `auth.bad-token`, `auth.bad-password`; the latter leaves the token good
   */
  async resetPassword(token: string, newPassword: string, sender: Sender): Promise<void> {
    await this.#auth.submit({ path: "/reset-password", body: { token, newPassword }, ...sender });
  }

  /**
   * Sets a new password and ends every other session.
   *
   * @throws AppError `auth.wrong-password`, `auth.bad-password`
   */
  async changePassword(currentPassword: string, newPassword: string, sender: Sender): Promise<Cookies> {
    const body = { currentPassword, newPassword };
    const { cookies } = await this.#auth.submit({ path: "/change-password", body, ...sender });
    return cookies;
  }

  /** @throws AppError `auth.invalid` */
  async rename(name: string, sender: Sender): Promise<Cookies> {
    const { cookies } = await this.#auth.submit({
      path: "/update-user",
      body: { name: name.trim() },
      ...sender,
    });
    return cookies;
  }

  /** Where somebody is signed in, the one that asks first, then the newest. */
  async sessions({ id, user }: Session): Promise<OwnSession[]> {
    const found = await this.#users.sessions(user.id);
    const marked = found.map((session) => ({ ...session, isThis: session.id === id }));
    return marked.toSorted((one, other) => Number(other.isThis) - Number(one.isThis));
  }

  /** Ends one of somebody's sessions; of nobody else's. @returns how many that were: one, or none that was over */
  endSession({ user }: Session, id: string): Promise<number> {
    return this.#users.revoke(user.id, id);
  }

  /** Ends every session of somebody but the one that asks. @returns how many that were */
  async endOtherSessions(session: Session): Promise<number> {
    let ended = 0;
    for (const { id, isThis } of await this.sessions(session)) {
      if (!isThis) ended += await this.endSession(session, id);
    }
    return ended;
  }
}
