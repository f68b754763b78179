import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import { PASSWORD_LENGTH } from "../password-length.ts";
import type { Roles } from "../roles.ts";
import { displayName } from "./display-name.ts";

/** An e-mail address, in lower case. 254 characters is the longest that mail can be sent to (RFC 5321). */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(
    z.email({ error: "must be an e-mail address" }).max(254, { error: "must have at most 254 characters" }),
  );

const newPassword = z
  .string()
  .min(PASSWORD_LENGTH.minimum, { error: `must have at least ${PASSWORD_LENGTH.minimum} characters` })
  .max(PASSWORD_LENGTH.maximum, { error: `must have at most ${PASSWORD_LENGTH.maximum} characters` });

/** An account that an operator creates. */
export interface NewUser<Role extends string = string> {
  readonly name: string;
  readonly email: string;
  /** Without it the user chooses one later, by a link. */
  readonly password?: string | undefined;
  /** The first of the roles by default. */
  readonly role?: Role | undefined;
}

/** The shape of `NewUser` in the API. */
export const createNewUserSchema = ({ names, initial }: Pick<Roles<string>, "names" | "initial">) =>
  z.object({
    name: displayName,
    email: emailAddress,
    password: newPassword.optional(),
    role: z.enum(names).default(initial),
  });

/** @throws AppError `users.invalid` with a line for each fault, which does not contain what was given */
export function parseNewUser<Role extends string>(given: NewUser<Role>, roles: Roles<Role>) {
  const { success, data, error } = createNewUserSchema(roles).safeParse(given);
  if (success) return { ...data, role: roles.isRole(data.role) ? data.role : roles.initial };
  throw new AppError({
    code: "users.invalid",
    category: "invalid",
    message: "The account cannot be created with this data.",
    hint: "Correct what is listed.",
    details: error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
  });
}
