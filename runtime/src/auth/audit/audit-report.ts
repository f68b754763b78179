import { z } from "zod";
import type { SqliteAuthTables } from "../tables.ts";

/** A change that an operator has made, or tried to make. */
const auditEntry = z.object({
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
/** The same as a type. */
export type AuditEntry = z.infer<typeof auditEntry>;

/** One page of the audit log. */
export const auditReport = z.object({
  /** Newest first. */
  entries: z.array(auditEntry),
  /** Whether there are older ones. */
  more: z.boolean(),
});
/** The same as a type. */
export type AuditReport = z.infer<typeof auditReport>;

/** The entry of a row. */
export const toAuditEntry = ({
  at,
  ...row
}: SqliteAuthTables["auditEntries"]["$inferSelect"]): AuditEntry => ({
  ...row,
  at: at.toISOString(),
});
