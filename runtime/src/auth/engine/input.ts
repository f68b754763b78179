import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import { displayName } from "../users/display-name.ts";
import { emailAddress } from "../users/new-user.ts";
import { socialInput } from "./oauth.ts";
import { createForeignTargetError } from "./refusals.ts";

const image = z
  .url({ protocol: /^https$/, error: "must be an address that begins with https://" })
  .max(2_048, { error: "must have at most 2048 characters" });

/** A database may refuse the character that ends a text. */
const withToken = z.object({
  token: z
    .string()
    .regex(/^[^\0]*$/, { error: "is none" })
    .optional(),
});

/** The library accepts these fields as they are, and this package does not. */
const INPUT_SCHEMAS: Readonly<Record<string, z.ZodType<Record<string, unknown>>>> = {
  "/sign-up/email": z.object({ name: displayName, email: emailAddress, image: image.nullish() }),
  "/sign-in/social": socialInput,
  "/link-social": socialInput,
  "/reset-password": withToken,
  "/revoke-session": withToken,
  "/update-user": z.object({ name: displayName.optional(), image: image.nullish() }),
};

/** Fields that name where the browser goes afterwards. They end in headers, which hold no other characters. */
const target = z
  .string()
  .max(2_048)
  .regex(/^[\x21-\x7e]*$/)
  .nullish();
const targets = z
  .object({
    callbackURL: target,
    redirectTo: target,
    errorCallbackURL: target,
    newUserCallbackURL: target,
  })
  .catchall(z.unknown());

/**
 * Refuses redirect targets that no header can hold, before anything else is parsed. Whether a target belongs to this
 * application is checked by the library.
 *
 * @throws AppError `auth.foreign-target`
 */
export function requireOwnTargets(fields: unknown): void {
  const isRecord = typeof fields === "object" && fields !== null;
  if (isRecord && !targets.safeParse(fields).success) throw createForeignTargetError();
}

/**
 * Parses the fields of a body that replace those it holds: a name without spaces around it, for example.
 *
 * @throws AppError `auth.invalid` with a line for each fault, which does not contain what was given
 */
export function parseInput(path: string, body: unknown): Record<string, unknown> | undefined {
  const { data, error } = INPUT_SCHEMAS[path]?.safeParse(body) ?? {};
  if (!error) return data;
  throw new AppError({
    code: "auth.invalid",
    category: "invalid",
    message: "The account data is not valid.",
    hint: "Correct what is listed.",
    details: error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`),
  });
}
