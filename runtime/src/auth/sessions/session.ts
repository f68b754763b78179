import { z } from "zod";
import type { Roles } from "../roles.ts";
import type { UserRow } from "../tables.ts";

/** The user of a session, with the columns that the application adds to the table. */
export type SessionUser<Row extends UserRow = UserRow, Role extends string = string> = Pick<
  UserRow,
  "id" | "name" | "email" | "image"
> & { role: Role } & Omit<Row, keyof UserRow>;

/** A session, as routes, pages and services receive it. */
export interface Session<User extends SessionUser = SessionUser> {
  id: string;
  user: User;
  expiresAt: Date;
}

/** The session of a request, and what the browser has to store. */
export interface Identified<S extends Session = Session> {
  readonly session: S | null;
  /** Values of Set-Cookie: a session that is used lives longer. */
  readonly cookies: readonly string[];
}

/** The shape of a session's user in the API: what every application has. Other columns are left out. */
export const createSessionUserSchema = ({ names }: Pick<Roles<string>, "names">) =>
  z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    image: z.string().nullable(),
    role: z.enum(names),
  });

/** The row of a user as its session shows it. */
export function toSessionUser<Role extends string>(row: UserRow, role: Role): SessionUser<UserRow, Role> {
  const {
    emailVerified: _verified,
    deactivatedAt: _deactivated,
    createdAt: _created,
    updatedAt: _,
    ...user
  } = row;
  return { ...user, role };
}
