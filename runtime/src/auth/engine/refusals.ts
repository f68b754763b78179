import { z } from "zod";
import { AppError, type ErrorCategory } from "../../errors/index.ts";
import { PASSWORD_LENGTH } from "../password-length.ts";

interface Refusal {
  code: string;
  category: ErrorCategory;
  message: string;
  hint: string;
}

const wrongToken: Refusal = {
  code: "auth.bad-token",
  category: "invalid",
  message: "The link is not valid any more: it has been used, has expired, or is incomplete.",
  hint: "Ask for a new one.",
};

const foreignOrigin: Refusal = {
  code: "auth.foreign-origin",
  category: "forbidden",
  message: "The request was sent from another site.",
  hint: "Send it from this application's own pages.",
};

const password = (message: string): Refusal => ({
  code: "auth.bad-password",
  category: "invalid",
  message,
  hint: `Choose one of ${PASSWORD_LENGTH.minimum} to ${PASSWORD_LENGTH.maximum} characters.`,
});

/** The refusals of the library, by its code, in the words of this package. */
const REFUSALS_BY_CODE = {
  INVALID_EMAIL_OR_PASSWORD: {
    code: "auth.wrong-credentials",
    category: "unauthorized",
    message: "The e-mail address or the password is wrong.",
    hint: "Try again, or reset the password.",
  },
  INVALID_PASSWORD: {
    code: "auth.wrong-password",
    category: "invalid",
    message: "The current password is wrong.",
    hint: "Try again, or sign out and reset it.",
  },
  INVALID_EMAIL: {
    code: "auth.bad-email",
    category: "invalid",
    message: "That is not an e-mail address.",
    hint: "Give one such as ada@example.com.",
  },
  EMAIL_NOT_VERIFIED: {
    code: "auth.not-verified",
    category: "forbidden",
    message: "The e-mail address is not confirmed yet.",
    hint: "Open the link in the mail that was just sent to it.",
  },
  PASSWORD_TOO_SHORT: password("The password is too short."),
  PASSWORD_TOO_LONG: password("The password is too long."),
  INVALID_TOKEN: wrongToken,
  TOKEN_EXPIRED: wrongToken,
  USER_NOT_FOUND: wrongToken,
  UNAUTHORIZED: {
    code: "auth.signed-out",
    category: "unauthorized",
    message: "No one is signed in.",
    hint: "Sign in first.",
  },
  SESSION_NOT_FRESH: {
    code: "auth.not-fresh",
    category: "forbidden",
    message: "The sign-in is too long ago for that.",
    hint: "Sign out and in again.",
  },
  INVALID_ORIGIN: foreignOrigin,
} satisfies Record<string, Refusal>;

const isKnown = (code: string): code is keyof typeof REFUSALS_BY_CODE =>
  Object.hasOwn(REFUSALS_BY_CODE, code);

/** One of the library's refusals, for a route of this package. */
export const createRefusal = (code: keyof typeof REFUSALS_BY_CODE): AppError =>
  new AppError(REFUSALS_BY_CODE[code]);

const CATEGORY_BY_STATUS: Readonly<Record<number, ErrorCategory>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  429: "limited",
};

const refusedBody = z.object({ code: z.string().catch("") }).catch({ code: "" });

/** Reads a refusal of the library as an error. None of the library's own words reach a client. */
export async function readRefusal(response: Response): Promise<AppError> {
  const { status, headers } = response;
  if (status === 429) return createTooManyError(Number(headers.get("x-retry-after")) || 60);
  const { code } = refusedBody.parse(await response.json().catch(() => ({})));
  if (isKnown(code)) return createRefusal(code);
  return new AppError({
    code: "auth.refused",
    category: CATEGORY_BY_STATUS[status] ?? (status < 500 ? "invalid" : "internal"),
    message: "The request was refused.",
    hint: "Correct what was sent and try again.",
  });
}

/** @param seconds until the next attempt is allowed */
const createTooManyError = (seconds: number): AppError =>
  new AppError({
    code: "auth.too-many",
    category: "limited",
    message: "Too many attempts came from this address.",
    hint: `Wait ${seconds} s, then try again.`,
    retryAfter: seconds,
  });

/** A page of another site made a browser send the request. */
export const createForeignOriginError = (): AppError => new AppError(foreignOrigin);

/** The browser would be redirected to another site. */
export const createForeignTargetError = (): AppError =>
  new AppError({
    code: "auth.foreign-target",
    category: "invalid",
    message: "The address to go to afterwards is not one of this application.",
    hint: "Give a path such as /account.",
  });
