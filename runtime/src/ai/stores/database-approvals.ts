import { and, desc, eq, lte } from "drizzle-orm";
import { type Approval, type ApprovalStore, MAX_LISTED_APPROVALS } from "../tools/approvals.ts";
import { type StoreContext, toStorableText } from "./store-context.ts";

/** Approvals in the application's database. */
export function createDatabaseApprovals({ db, tables: { approvals } }: StoreContext): ApprovalStore {
  const toApproval = ({ input, createdAt, expiresAt, ...row }: typeof approvals.$inferSelect): Approval => ({
    ...row,
    input: JSON.parse(input),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  });

  return {
    async create({ id, owner, tool, input, summary, createdAt, expiresAt }) {
      await db.insert(approvals).values({
        id: toStorableText(id),
        owner,
        tool,
        input: JSON.stringify(input ?? null),
        summary: toStorableText(summary),
        createdAt: new Date(createdAt),
        expiresAt: new Date(expiresAt),
      });
    },
    async list(owner) {
      const rows = await db
        .select()
        .from(approvals)
        .where(eq(approvals.owner, owner))
        .orderBy(desc(approvals.createdAt), desc(approvals.id))
        .limit(MAX_LISTED_APPROVALS);
      return rows.map(toApproval);
    },
    async take(owner, id) {
      // One statement: of any number of processes one deletes the row, and only that one receives it.
      const [row] = await db
        .delete(approvals)
        .where(and(eq(approvals.owner, owner), eq(approvals.id, toStorableText(id))))
        .returning();
      return row && toApproval(row);
    },
    async deleteExpired(moment) {
      const deleted = await db
        .delete(approvals)
        .where(lte(approvals.expiresAt, new Date(moment)))
        .returning({ id: approvals.id });
      return deleted.length;
    },
  };
}
