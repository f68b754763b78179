import { z } from "zod";
import { ROLES } from "../roles.ts";
import type { sessions, users } from "../tables.ts";

/** An account, as those see it who look after it. Times are ISO 8601. */
export const userReport = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role: z.enum(ROLES),
  deactivatedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type UserReport = z.infer<typeof userReport>;

export const usersReport = z.object({
  users: z.array(userReport),
  /** How many there are, on this page and others. */
  total: z.number().int(),
  more: z.boolean(),
});
export type UsersReport = z.infer<typeof usersReport>;

/** Where somebody is signed in. */
export const sessionReport = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  /** When its life was last prolonged; to the day. */
  usedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  address: z.string().nullable(),
  browser: z.string().nullable(),
});
export type SessionReport = z.infer<typeof sessionReport>;

export const reportOf = ({
  id,
  name,
  email,
  emailVerified,
  ...row
}: typeof users.$inferSelect): UserReport => ({
  id,
  name,
  email,
  emailVerified,
  role: userReport.shape.role.catch("user").parse(row.role),
  deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

export const sessionReportOf = (row: typeof sessions.$inferSelect): SessionReport => ({
  id: row.id,
  createdAt: row.createdAt.toISOString(),
  usedAt: row.updatedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  address: row.ipAddress,
  browser: row.userAgent,
});
