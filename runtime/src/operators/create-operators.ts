import { randomBytes } from "node:crypto";
import { AppError } from "../errors/index.ts";
import type { AccountAccess, PasswordAccess } from "./access.ts";
import { createFailedAttempts } from "./failed-attempts.ts";
import { areSameCredentials, holdsToken, isBearer, parseBasic } from "./secrets.ts";

const OPERATOR_USER = "admin";

/** The settings that decide who operates an application. */
export interface OperatorValues {
  readonly NODE_ENV: "development" | "test" | "production";
  /** The password of user `admin`. */
  readonly OVERSEER_PASSWORD: string | undefined;
  /** A token that reads and changes nothing. */
  readonly MONITORING_TOKEN: string | undefined;
}

/** What the operators of an application are created from. */
export interface OperatorsOptions {
  readonly settings: OperatorValues;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The same where the application has accounts. */
export interface AccountOperatorsOptions extends OperatorsOptions {
  /** What commands on this machine send as a bearer token. By default another one for each process. */
  readonly token?: string;
}

/** What is known of a caller. */
export interface OperatorCaller {
  /** The request's Authorization header. */
  readonly authorization: string | undefined;
  /** The address that it came from; wrong passwords are counted for each. */
  readonly client: string;
}

/** The same where the application has accounts. */
export interface AccountCaller extends OperatorCaller {
  /** The user who is signed in. */
  readonly user: { readonly role: string } | undefined;
}

/** Decides who may use the operations pages: the dashboard, the health details, the API reference. */
export interface Operators {
  /** Whether no caller can be authorized: in production without a password and without a token. */
  readonly isClosed: boolean;
  /**
   * Judges one request: user `admin` with OVERSEER_PASSWORD, by HTTP Basic, or MONITORING_TOKEN, which only reads. Without a
   * password every caller is granted access in development and tests, none in production.
   *
   * @throws AppError `operators.too-many-attempts` (limited) once a client has sent ten wrong ones in a minute
   */
  authorize(caller: OperatorCaller): PasswordAccess;
}

/** Decides the same where the application has accounts. */
export interface AccountOperators {
  /**
   * What authorizes commands on this machine. The server leaves it where only its own user can read it, who can read the
   * database as well.
   */
  readonly token: string;
  /**
   * Judges one request: an admin who is signed in; a command on this machine, by the token that the server has left for it;
   * or, for programs, user `admin` with OVERSEER_PASSWORD by HTTP Basic, or MONITORING_TOKEN, which only reads. In tests every
   * caller is granted access while there is no password.
   *
   * @throws AppError `operators.too-many-attempts` (limited) once a client has sent ten wrong ones in a minute
   */
  authorize(caller: AccountCaller): AccountAccess;
}

/** The operators of an application without accounts. */
export function createOperators({ settings, now = Date.now }: OperatorsOptions): Operators {
  const findAccess = createAccessByCredential(settings, now);
  const { NODE_ENV, OVERSEER_PASSWORD, MONITORING_TOKEN } = settings;
  const isClosed =
    NODE_ENV === "production" && OVERSEER_PASSWORD === undefined && MONITORING_TOKEN === undefined;
  return {
    isClosed,
    authorize({ authorization, client }) {
      if (isClosed) return "closed";
      const access = findAccess(authorization, client);
      if (access !== undefined) return access;
      return NODE_ENV !== "production" && OVERSEER_PASSWORD === undefined ? "granted" : "credentials";
    },
  };
}

/** The operators of an application with accounts. */
export function createAccountOperators({
  settings,
  token = randomBytes(32).toString("base64url"),
  now = Date.now,
}: AccountOperatorsOptions): AccountOperators {
  const findAccess = createAccessByCredential(settings, now);
  return {
    token,
    authorize({ authorization, client, user }) {
      if (user?.role === "admin") return "granted";
      // Too long to be guessed, so wrong ones are not counted: mostly they are of a server that has ended.
      if (holdsToken(authorization, token)) return "granted";
      const access = findAccess(authorization, client);
      if (access !== undefined) return access;
      if (settings.NODE_ENV === "test" && settings.OVERSEER_PASSWORD === undefined) return "granted";
      return user ? "forbidden" : "sign-in";
    },
  };
}

/**
 * What the credential of a request permits; undefined without a right one. A request without any is how a browser learns that
 * it must ask; it is no attempt. Only the password starts the count of wrong ones anew, or a holder of the token could guess
 * the password without end.
 */
function createAccessByCredential(settings: OperatorValues, now: () => number) {
  const { OVERSEER_PASSWORD: password, MONITORING_TOKEN: token } = settings;
  const failed = createFailedAttempts(now);
  return (authorization: string | undefined, client: string): "granted" | "read-only" | undefined => {
    if (authorization === undefined || (password === undefined && token === undefined)) return undefined;
    if (isBearer(authorization) && token === undefined) return undefined;
    const wait = failed.wait(client);
    if (wait > 0) throw tooManyAttempts(wait);
    const given = parseBasic(authorization);
    if (given && password !== undefined && areSameCredentials(given, { user: OPERATOR_USER, password })) {
      failed.forget(client);
      return "granted";
    }
    if (token !== undefined) {
      if (holdsToken(authorization, token)) return "read-only";
      // Not every monitoring system lets a user be chosen.
      if (given && areSameCredentials(given, { user: given.user, password: token })) return "read-only";
    }
    failed.add(client);
    return undefined;
  };
}

function tooManyAttempts(waitMs: number): AppError {
  const retryAfter = Math.ceil(waitMs / 1_000);
  return new AppError({
    code: "operators.too-many-attempts",
    category: "limited",
    message: "Too many wrong passwords came from this address.",
    hint: `Wait ${retryAfter} s, then try again.`,
    retryAfter,
  });
}
