import { AppError, type ErrorKind } from "@aegis-stack/runtime/errors";
import { z } from "zod";
import { PASSWORD } from "../password.ts";

interface Refusal {
  code: string;
  kind: ErrorKind;
  what: string;
  todo: string;
}

const wrongToken: Refusal = {
  code: "auth.bad-token",
  kind: "invalid",
  what: "The link is not valid any more: it has been used, has expired, or is incomplete.",
  todo: "Ask for a new one.",
};

const elsewhere: Refusal = {
  code: "auth.foreign-origin",
  kind: "forbidden",
  what: "The request was sent from another site.",
  todo: "Send it from this application's own pages.",
};

const password = (what: string): Refusal => ({
  code: "auth.bad-password",
  kind: "invalid",
  what,
  todo: `Choose one of ${PASSWORD.minimum} to ${PASSWORD.maximum} characters.`,
});

/** What the library refuses, by its code, in this application's words. */
const REFUSALS = {
  INVALID_EMAIL_OR_PASSWORD: {
    code: "auth.wrong-credentials",
    kind: "unauthorized",
    what: "The e-mail address or the password is wrong.",
    todo: "Try again, or reset the password.",
  },
  INVALID_PASSWORD: {
    code: "auth.wrong-password",
    kind: "invalid",
    what: "The current password is wrong.",
    todo: "Try again, or sign out and reset it.",
  },
  INVALID_EMAIL: {
    code: "auth.bad-email",
    kind: "invalid",
    what: "That is not an e-mail address.",
    todo: "Give one such as ada@example.com.",
  },
  EMAIL_NOT_VERIFIED: {
    code: "auth.not-verified",
    kind: "forbidden",
    what: "The e-mail address is not confirmed yet.",
    todo: "Open the link in the mail that was just sent to it.",
  },
  PASSWORD_TOO_SHORT: password("The password is too short."),
  PASSWORD_TOO_LONG: password("The password is too long."),
  INVALID_TOKEN: wrongToken,
  TOKEN_EXPIRED: wrongToken,
  USER_NOT_FOUND: wrongToken,
  UNAUTHORIZED: {
    code: "auth.signed-out",
    kind: "unauthorized",
    what: "No one is signed in.",
    todo: "Sign in first.",
  },
  SESSION_NOT_FRESH: {
    code: "auth.not-fresh",
    kind: "forbidden",
    what: "The sign-in is too long ago for that.",
    todo: "Sign out and in again.",
  },
  INVALID_ORIGIN: elsewhere,
} satisfies Record<string, Refusal>;

const isKnown = (code: string): code is keyof typeof REFUSALS => Object.hasOwn(REFUSALS, code);

/** One of the library's refusals, for a route of our own. */
export const refusal = (code: keyof typeof REFUSALS): AppError => new AppError(REFUSALS[code]);

const KINDS: Readonly<Record<number, ErrorKind>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  429: "limited",
};

const refusedBody = z.object({ code: z.string().catch("") }).catch({ code: "" });

/**
 * What the library refused, as an error of this application. Nothing of the library's own words gets out that nobody
 * has read.
 */
export async function refusalOf(response: Response): Promise<AppError> {
  const { status, headers } = response;
  if (status === 429) return tooMany(Number(headers.get("x-retry-after")) || 60);
  const { code } = refusedBody.parse(await response.json().catch(() => ({})));
  if (isKnown(code)) return refusal(code);
  return new AppError({
    code: "auth.refused",
    kind: KINDS[status] ?? (status < 500 ? "invalid" : "internal"),
    what: "The request was refused.",
    todo: "Correct what was sent and try again.",
  });
}

/** @param seconds after which it may be tried again */
const tooMany = (seconds: number): AppError =>
  new AppError({
    code: "auth.too-many",
    kind: "limited",
    what: "Too many attempts came from this address.",
    todo: `Wait ${seconds} s, then try again.`,
    retryAfter: seconds,
  });

/** A page of another site made a browser send it. */
export const foreignOrigin = (): AppError => new AppError(elsewhere);

/** The browser would be led to another site. */
export const foreignTarget = (): AppError =>
  new AppError({
    code: "auth.foreign-target",
    kind: "invalid",
    what: "The address to go to afterwards is not one of this application.",
    todo: "Give a path such as /account.",
  });
