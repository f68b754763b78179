import { AppError } from "@aegis-stack/runtime/errors";
import type { Settings } from "#app/core/settings/schema.ts";
import type { SessionUser } from "#app/services/auth/session.ts"; // aegis:auth
import type { Admission } from "./admission.ts";
import { isSame, parseBasic } from "./credentials.ts";
import { FailedAttempts } from "./failed-attempts.ts";
import { isBearer, isSameToken } from "./token.ts";

const USER = "admin";

/** What a credential lets its holder do. */
type Access = "granted" | "read-only";

export interface OperatorsOptions {
  settings: Pick<Settings, "NODE_ENV" | "OVERSEER_PASSWORD" | "MONITORING_TOKEN">;
  /** What commands on this machine show as a bearer token. */ // aegis:auth
  token?: string; // aegis:auth
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What is known of whoever asks. */
export interface Caller {
  /** The request's Authorization header. */
  authorization: string | undefined;
  /** The address it came from; wrong passwords are counted for each. */
  client: string;
  user: SessionUser | undefined; // aegis:auth
}

/** Decides who may see the operations pages: Overseer, the health details, the API reference. */
export class OperatorsService {
  readonly #settings: OperatorsOptions["settings"];
  readonly #failed: FailedAttempts;
  readonly #token: string | undefined; // aegis:auth

  constructor(options: OperatorsOptions) {
    const { settings, now = Date.now } = options;
    this.#settings = settings;
    this.#token = options.token; // aegis:auth
    this.#failed = new FailedAttempts(now);
  }

  // #region aegis:!auth
  // /** Whether there is nobody who could be admitted. */ // aegis:!auth
  // get closed(): boolean { // aegis:!auth
  //   const { NODE_ENV, OVERSEER_PASSWORD, MONITORING_TOKEN } = this.#settings; // aegis:!auth
  //   return NODE_ENV === "production" && OVERSEER_PASSWORD === undefined && MONITORING_TOKEN === undefined; // aegis:!auth
  // } // aegis:!auth

  // /** // aegis:!auth
  //  * Judges one request: user `admin` with OVERSEER_PASSWORD, by HTTP Basic, or MONITORING_TOKEN, which only reads. // aegis:!auth
  //  * Without a password everybody is admitted in development and tests, nobody in production. // aegis:!auth
  //  * // aegis:!auth
  //  * @throws AppError `operators.too-many-attempts` (limited) once a client has sent ten wrong ones in a minute // aegis:!auth
  //  */ // aegis:!auth
  // admit({ authorization, client }: Caller): Admission { // aegis:!auth
  //   if (this.closed) return "closed"; // aegis:!auth
  //   const access = this.#accessOf(authorization, client); // aegis:!auth
  //   if (access !== undefined) return access; // aegis:!auth
  //   const { NODE_ENV, OVERSEER_PASSWORD } = this.#settings; // aegis:!auth
  //   return NODE_ENV !== "production" && OVERSEER_PASSWORD === undefined ? "granted" : "credentials"; // aegis:!auth
  // } // aegis:!auth
  // #endregion aegis:!auth
  // #region aegis:auth
  /**
   * Judges one request: an admin who is signed in; a command on this machine, by the token that the server has left
   * for it; or, for programs, user `admin` with OVERSEER_PASSWORD by HTTP Basic, or MONITORING_TOKEN, which only reads.
   * In tests everybody is admitted while there is no password.
   *
   * @throws AppError `operators.too-many-attempts` (limited) once a client has sent ten wrong ones in a minute
   */
  admit({ authorization, client, user }: Caller): Admission {
    if (user?.role === "admin" || this.#isCommand(authorization)) return "granted";
    const access = this.#accessOf(authorization, client);
    if (access !== undefined) return access;
    const { NODE_ENV, OVERSEER_PASSWORD } = this.#settings;
    if (NODE_ENV === "test" && OVERSEER_PASSWORD === undefined) return "granted";
    return user ? "forbidden" : "sign-in";
  }

  /** It is too long to be guessed, so wrong ones are not counted: mostly they are of a server that has ended. */
  #isCommand(authorization: string | undefined): boolean {
    return this.#token !== undefined && isSameToken(authorization, this.#token);
  }
  // #endregion aegis:auth

  /**
   * What the credential of a request lets its holder do; undefined without a right one. To come without any is how a
   * browser finds out that it must ask; it is no attempt. Only the password starts the count of wrong ones anew, or a
   * holder of the token could guess the password without end.
   */
  #accessOf(authorization: string | undefined, client: string): Access | undefined {
    const { OVERSEER_PASSWORD: password, MONITORING_TOKEN: token } = this.#settings;
    if (authorization === undefined || (password === undefined && token === undefined)) return undefined;
    if (isBearer(authorization) && token === undefined) return undefined;
    const wait = this.#failed.wait(client);
    if (wait > 0) throw tooManyAttempts(wait);
    const given = parseBasic(authorization);
    if (given && password !== undefined && isSame(given, { user: USER, password })) {
      this.#failed.forget(client);
      return "granted";
    }
    if (token !== undefined) {
      if (isSameToken(authorization, token)) return "read-only";
      // Not every monitoring system lets a user be chosen.
      if (given && isSame(given, { user: given.user, password: token })) return "read-only";
    }
    this.#failed.add(client);
    return undefined;
  }
}

function tooManyAttempts(wait: number): AppError {
  const retryAfter = Math.ceil(wait / 1_000);
  return new AppError({
    code: "operators.too-many-attempts",
    kind: "limited",
    what: "Too many wrong passwords came from this address.",
    todo: `Wait ${retryAfter} s, then try again.`,
    retryAfter,
  });
}
