import { z } from "zod";
import type { Roles } from "../roles.ts";
import type { SqliteAuthTables, UserRow } from "../tables.ts";

/** An account, as operators see it. Times are ISO 8601. */
export interface UserReport<Role extends string = string> {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  role: Role;
  deactivatedAt: string | null;
  createdAt: string;
}

/** One page of accounts. */
export interface UsersReport<Role extends string = string> {
  users: UserReport<Role>[];
  /** How many there are, on this page and others. */
  total: number;
  more: boolean;
}

/** The shapes of the reports in the API. */
export function createUserSchemas({ names }: Pick<Roles<string>, "names">) {
  const userReport = z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    role: z.enum(names),
    deactivatedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  });
  const usersReport = z.object({
    users: z.array(userReport),
    total: z.number().int(),
    more: z.boolean(),
  });
  return { userReport, usersReport };
}

/** A session of an account. */
export const sessionReport = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  /** When its expiry was last extended; exact to the day. */
  usedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  address: z.string().nullable(),
  browser: z.string().nullable(),
});
/** The same as a type. */
export type SessionReport = z.infer<typeof sessionReport>;

/** The report of a row. A role that the application does not have any more counts as the one of new accounts. */
export const toUserReport = <Role extends string>(row: UserRow, roles: Roles<Role>): UserReport<Role> => ({
  id: row.id,
  name: row.name,
  email: row.email,
  emailVerified: row.emailVerified,
  role: roles.isRole(row.role) ? row.role : roles.initial,
  deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/** The report of a row. */
export const toSessionReport = (row: SqliteAuthTables["sessions"]["$inferSelect"]): SessionReport => ({
  id: row.id,
  createdAt: row.createdAt.toISOString(),
  usedAt: row.updatedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  address: row.ipAddress,
  browser: row.userAgent,
});
