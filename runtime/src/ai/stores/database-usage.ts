import { and, asc, count, desc, eq, gte, inArray, isNotNull, lt, sql, sum } from "drizzle-orm";
import type { UsageEntry } from "../usage/usage-entry.ts";
import { MAX_LISTED_ENTRIES, type UsageQuery, type UsageStore } from "../usage/usage-store.ts";
import {
  compareTotals,
  MAX_LISTED_FAILURES,
  MAX_TIMED_REQUESTS,
  summariseTimes,
  type UsageTotals,
} from "../usage/usage-summary.ts";
import {
  DELETED_ROWS_PER_STATEMENT,
  deleteInBatches,
  type StoreContext,
  toStorableText,
} from "./store-context.ts";

/** Usage in the application's database. */
export function createDatabaseUsageStore({ db, tables: { usage } }: StoreContext): UsageStore {
  const isMeant = ({ since, owner }: UsageQuery) =>
    and(gte(usage.at, new Date(since)), owner === undefined ? undefined : eq(usage.owner, owner));
  const newestFirst = [desc(usage.at), desc(usage.id)];
  const toEntry = ({ at, day: _day, ...row }: typeof usage.$inferSelect): UsageEntry => ({
    ...row,
    at: at.toISOString(),
  });
  const countOutcome = (outcome: UsageEntry["outcome"]) =>
    sql`sum(CASE WHEN ${usage.outcome} = ${outcome} THEN 1 ELSE 0 END)`.mapWith(Number);

  const readTotals = (query: UsageQuery): Promise<UsageTotals[]> =>
    db
      .select({
        day: usage.day,
        model: usage.model,
        requests: count(),
        failed: countOutcome("failed"),
        cancelled: countOutcome("cancelled"),
        inputTokens: sum(usage.inputTokens).mapWith(Number),
        outputTokens: sum(usage.outputTokens).mapWith(Number),
        // Drizzle leaves null, the sum where no cost is known, as it is.
        costMicroUsd: sql`sum(${usage.costMicroUsd})`.mapWith(Number),
        unpricedRequests: sql`count(*) - count(${usage.costMicroUsd})`.mapWith(Number),
      })
      .from(usage)
      .where(isMeant(query))
      .groupBy(usage.day, usage.model);

  return {
    async record({ owner, action, model, ...entry }) {
      await db.insert(usage).values({
        ...entry,
        owner,
        action: toStorableText(action),
        model: toStorableText(model),
        at: new Date(entry.at),
        day: entry.at.slice(0, 10),
      });
    },
    async list({ limit = MAX_LISTED_ENTRIES, ...query }) {
      const rows = await db
        .select()
        .from(usage)
        .where(isMeant(query))
        .orderBy(...newestFirst)
        .limit(limit);
      return rows.map(toEntry);
    },
    async summarise(query) {
      const times = await db
        .select({ firstOutputMs: usage.firstOutputMs })
        .from(usage)
        .where(and(isMeant(query), isNotNull(usage.firstOutputMs)))
        .orderBy(desc(usage.at))
        .limit(MAX_TIMED_REQUESTS);
      const failures = await db
        .select()
        .from(usage)
        .where(and(isMeant(query), eq(usage.outcome, "failed")))
        .orderBy(...newestFirst)
        .limit(MAX_LISTED_FAILURES);
      return {
        totals: (await readTotals(query)).toSorted(compareTotals),
        firstOutput: summariseTimes(times.flatMap(({ firstOutputMs }) => firstOutputMs ?? [])),
        failures: failures.map(toEntry),
      };
    },
    async deleteOlderThan(moment) {
      const isOld = lt(usage.at, new Date(moment));
      return await deleteInBatches(() => {
        const old = db
          .select({ id: usage.id })
          .from(usage)
          .where(isOld)
          .orderBy(asc(usage.at))
          .limit(DELETED_ROWS_PER_STATEMENT);
        return db.delete(usage).where(inArray(usage.id, old)).returning({ id: usage.id });
      });
    },
  };
}
