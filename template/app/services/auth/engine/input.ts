import { AppError } from "@aegis-stack/runtime/errors";
import { z } from "zod";
import { emailAddress } from "../users/new-user.ts";
import { personName } from "../users/person-name.ts";
import { socialInput } from "./oauth.ts"; // aegis:auth=oauth
import { foreignTarget } from "./refusals.ts";

const image = z
  .url({ protocol: /^https$/, error: "must be an address that begins with https://" })
  .max(2_048, { error: "must have at most 2048 characters" });

/** A database may refuse the character that ends a text. */
const shown = z.object({
  token: z
    .string()
    .regex(/^[^\0]*$/, { error: "is none" })
    .optional(),
});

/** What the library takes as it comes, and this application does not. */
const INPUT: Readonly<Record<string, z.ZodType<Record<string, unknown>>>> = {
  "/sign-up/email": z.object({ name: personName, email: emailAddress, image: image.nullish() }),
  "/sign-in/social": socialInput, // aegis:auth=oauth
  "/link-social": socialInput, // aegis:auth=oauth
  "/reset-password": shown,
  "/revoke-session": shown,
  "/update-user": z.object({ name: personName.optional(), image: image.nullish() }),
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
 * Refuses addresses to go to that no header can hold, before anything else is looked at. Whether an address belongs to
 * this application is checked by the library.
 *
 * @throws AppError `auth.foreign-target`
 */
export function requireOwnTargets(fields: unknown): void {
  const isRecord = typeof fields === "object" && fields !== null;
  if (isRecord && !targets.safeParse(fields).success) throw foreignTarget();
}

/**
 * What is to be taken of a body in place of what it holds: a name without blanks round it, say.
 *
 * @throws AppError `auth.invalid` with one line a fault; what was given is not part of it
 */
export function readInput(path: string, body: unknown): Record<string, unknown> | undefined {
  const { data, error } = INPUT[path]?.safeParse(body) ?? {};
  if (!error) return data;
  throw new AppError({
    code: "auth.invalid",
    category: "invalid",
    message: "The account data is not valid.",
    hint: "Correct what is listed.",
    details: error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`),
  });
}
