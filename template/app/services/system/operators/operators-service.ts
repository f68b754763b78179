import { AppError } from "#app/core/errors.ts";
import type { Settings } from "#app/core/settings/schema.ts";
import type { SessionUser } from "#app/services/auth/session.ts"; // aegis:auth
import type { Admission } from "./admission.ts";
import { isSame, parseBasic } from "./credentials.ts";
import { FailedAttempts } from "./failed-attempts.ts";
import { isBearer, isSameToken } from "./token.ts"; // aegis:auth

const USER = "admin";

export interface OperatorsOptions {
  settings: Pick<Settings, "NODE_ENV" | "OVERSEER_PASSWORD">;
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
  //   return this.#settings.NODE_ENV === "production" && this.#settings.OVERSEER_PASSWORD === undefined; // aegis:!auth
  // } // aegis:!auth

  // /** // aegis:!auth
  //  * Judges one request: user `admin` with OVERSEER_PASSWORD, by HTTP Basic. Without a password everybody is // aegis:!auth
  //  * admitted in development and tests, nobody in production. // aegis:!auth
  //  * // aegis:!auth
  //  * @throws AppError `operators.too-many-attempts` (limited) once a client has sent ten wrong ones in a minute // aegis:!auth
  //  */ // aegis:!auth
  // admit({ authorization, client }: Caller): Admission { // aegis:!auth
  //   if (this.closed) return "closed"; // aegis:!auth
  //   if (this.#settings.OVERSEER_PASSWORD === undefined) return "granted"; // aegis:!auth
  //   return this.#hasPassword(authorization, client) ? "granted" : "credentials"; // aegis:!auth
  // } // aegis:!auth
  // #endregion aegis:!auth
  // #region aegis:auth
  /**
   * Judges one request: an admin who is signed in; a command on this machine, by the token that the server has left
   * for it; or, for programs, user `admin` with OVERSEER_PASSWORD by HTTP Basic. In tests everybody is admitted while there is no password.
   *
   * @throws AppError `operators.too-many-attempts` (limited) once a client has sent ten wrong ones in a minute
   */
  admit({ authorization, client, user }: Caller): Admission {
    if (user?.role === "admin" || this.#isCommand(authorization)) return "granted";
    if (this.#hasPassword(authorization, client)) return "granted";
    const { NODE_ENV, OVERSEER_PASSWORD } = this.#settings;
    if (NODE_ENV === "test" && OVERSEER_PASSWORD === undefined) return "granted";
    return user ? "forbidden" : "sign-in";
  }

  /** It is too long to be guessed, so wrong ones are not counted: mostly they are of a server that has ended. */
  #isCommand(authorization: string | undefined): boolean {
    return this.#token !== undefined && isSameToken(authorization, this.#token);
  }
  // #endregion aegis:auth

  /** To come without any is how a browser finds out that it must ask; it is no attempt. */
  #hasPassword(authorization: string | undefined, client: string): boolean {
    const password = this.#settings.OVERSEER_PASSWORD;
    if (authorization === undefined || password === undefined) return false;
    if (isBearer(authorization)) return false; // aegis:auth
    const wait = this.#failed.wait(client);
    if (wait > 0) throw tooManyAttempts(wait);
    const given = parseBasic(authorization);
    if (given && isSame(given, { user: USER, password })) {
      this.#failed.forget(client);
      return true;
    }
    this.#failed.add(client);
    return false;
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
