import type { AuthService, FormSender } from "./auth-service.ts";
import type { Session } from "./sessions/session.ts";
import type { SessionReport } from "./users/user-report.ts";
import type { UsersService } from "./users/users-service.ts";

/** What the browser has to store: values of Set-Cookie. */
export type Cookies = readonly string[];

/** A session of the user who requests the list. */
export interface OwnSession extends SessionReport {
  /** Whether it is the session of the request. */
  isThis: boolean;
}

/** What a user signs up with. */
export interface SignUpForm {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** What a user signs in with. */
export interface SignInForm {
  readonly email: string;
  readonly password: string;
  /** Whether the browser keeps the session when it is closed. */
  readonly stay: boolean;
}

type OfSession = Pick<Session, "id" | "user">;

/**
 * What users do with their own accounts. All of it takes the path of requests from outside, so the same limits, lockout and
 * checks apply.
 */
export class AccountService {
  readonly #auth: Pick<AuthService, "submit">;
  readonly #users: Pick<UsersService, "sessions" | "revoke">;

  constructor(auth: Pick<AuthService, "submit">, users: Pick<UsersService, "sessions" | "revoke">) {
    this.#auth = auth;
    this.#users = users;
  }

  /**
   * Creates an account that is closed until its address is confirmed, and sends the link for that. Where the address has an
   * account already, nothing differs but the mail.
   *
   * @throws AppError `auth.invalid`, `auth.bad-email`, `auth.bad-password`, `auth.too-many`
   */
  async signUp(form: SignUpForm, sender: FormSender): Promise<void> {
    const body = { ...form, name: form.name.trim(), email: form.email.trim() };
    await this.#auth.submit({ path: "/sign-up/email", body, ...sender });
  }

  /**
   * Confirms the address that a token was mailed to, and opens the account: with its password, or with a new one that
   * replaces it. With the password it may be repeated.
   *
   * @throws AppError `auth.bad-token`, `auth.wrong-password`, `auth.bad-password`, `auth.locked`
   */
  async verifyEmail(
    token: string,
    proof: { readonly password: string } | { readonly newPassword: string },
    sender: FormSender,
  ): Promise<void> {
    await this.#auth.submit({ path: "/verify-email", body: { token, ...proof }, ...sender });
  }

  /** @throws AppError `auth.wrong-credentials`, `auth.not-verified`, `auth.deactivated`, `auth.locked`, `auth.too-many` */
  async signIn({ email, password, stay }: SignInForm, sender: FormSender): Promise<Cookies> {
    const body = { email: email.trim(), password, rememberMe: stay };
    const { cookies } = await this.#auth.submit({ path: "/sign-in/email", body, ...sender });
    return cookies;
  }

  async signOut(sender: FormSender): Promise<Cookies> {
    const { cookies } = await this.#auth.submit({ path: "/sign-out", body: {}, ...sender });
    return cookies;
  }

  /**
   * Mails a link to choose a new password, if an account has the address.
   *
   * @throws AppError `auth.bad-email`, `auth.too-many`; never because no account has it
   */
  async requestReset(email: string, sender: FormSender): Promise<void> {
    await this.#auth.submit({ path: "/request-password-reset", body: { email: email.trim() }, ...sender });
  }

  /**
   * Sets a new password by a token that was mailed, once, and ends every session.
   *
   * @throws AppError `auth.bad-token`, `auth.bad-password`; the latter leaves the token valid
   */
  async resetPassword(token: string, newPassword: string, sender: FormSender): Promise<void> {
    await this.#auth.submit({ path: "/reset-password", body: { token, newPassword }, ...sender });
  }

  /**
   * Sets a new password and ends every other session.
   *
   * @throws AppError `auth.wrong-password`, `auth.bad-password`
   */
  async changePassword(currentPassword: string, newPassword: string, sender: FormSender): Promise<Cookies> {
    const body = { currentPassword, newPassword };
    const { cookies } = await this.#auth.submit({ path: "/change-password", body, ...sender });
    return cookies;
  }

  /** @throws AppError `auth.invalid` */
  async rename(name: string, sender: FormSender): Promise<Cookies> {
    const body = { name: name.trim() };
    const { cookies } = await this.#auth.submit({ path: "/update-user", body, ...sender });
    return cookies;
  }

  /** The sessions of a user: the one that asks first, then the newest. */
  async sessions({ id, user }: OfSession): Promise<OwnSession[]> {
    const found = await this.#users.sessions(user.id);
    const own = found.map((session) => ({ ...session, isThis: session.id === id }));
    return own.toSorted((one, other) => Number(other.isThis) - Number(one.isThis));
  }

  /** Ends a session of the user, never of another one. @returns how many ended: one, or none that had ended before */
  endSession({ user }: OfSession, id: string): Promise<number> {
    return this.#users.revoke(user.id, id);
  }

  /** Ends every session of the user but the one that asks. @returns how many */
  async endOtherSessions(session: OfSession): Promise<number> {
    let ended = 0;
    for (const { id, isThis } of await this.sessions(session)) {
      if (!isThis) ended += await this.endSession(session, id);
    }
    return ended;
  }
}
