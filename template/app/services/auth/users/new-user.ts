import { AppError } from "@aegis-stack/runtime/errors";
import { z } from "zod";
import { PASSWORD } from "../password.ts";
import { ROLES } from "../roles.ts";
import { personName } from "./person-name.ts";

/** 254 characters is the longest address that mail can be sent to (RFC 5321). */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(
    z.email({ error: "must be an e-mail address" }).max(254, { error: "must have at most 254 characters" }),
  );

export const newPassword = z
  .string()
  .min(PASSWORD.minimum, { error: `must have at least ${PASSWORD.minimum} characters` })
  .max(PASSWORD.maximum, { error: `must have at most ${PASSWORD.maximum} characters` });

/** An account that somebody makes for somebody. */
export const newUser = z.object({
  name: personName,
  email: emailAddress,
  /** None: it is chosen later, by a link. */
  password: newPassword.optional(),
  role: z.enum(ROLES).default("user"),
});
export type NewUser = z.input<typeof newUser>;

/** @throws AppError `users.invalid` with one line a fault; what was given is not part of it */
export function readNewUser(given: NewUser): z.output<typeof newUser> {
  const { success, data, error } = newUser.safeParse(given);
  if (success) return data;
  throw new AppError({
    code: "users.invalid",
    category: "invalid",
    message: "The account cannot be created with this data.",
    hint: "Correct what is listed.",
    details: error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
  });
}
