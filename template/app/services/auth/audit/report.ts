import { z } from "zod";
import type { auditEntries } from "../tables.ts";

/** Something that an operator has done, or tried to. */
export const auditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** The user's id; null for a password or a command. */
  actorId: z.string().nullable(),
  actor: z.string(),
  action: z.string(),
  /** What it was done to. */
  target: z.string().nullable(),
  outcome: z.enum(["done", "failed"]),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditReport = z.object({
  /** The newest first. */
  entries: z.array(auditEntry),
  /** Whether there are older ones. */
  more: z.boolean(),
});
export type AuditReport = z.infer<typeof auditReport>;

export const entryOf = ({ at, ...row }: typeof auditEntries.$inferSelect): AuditEntry => ({
  ...row,
  at: at.toISOString(),
});
