import { and, eq, lt, sql } from "drizzle-orm";
import { type PortableDb, transaction } from "../../database/index.ts";
import type { BudgetAmount, BudgetLimit, BudgetShare, BudgetStore } from "../budget/budget-store.ts";
import type { StoreContext } from "./store-context.ts";

/** Rolls the reservation of all budgets back: one of them has no room. */
class FullBudgetSignal extends Error {
  readonly key: string;

  constructor(key: string) {
    super(`the budget ${key} has no room`);
    this.name = "FullBudgetSignal";
    this.key = key;
  }
}

/**
 * The order in which every process locks budgets, so that no two wait for each other. The budget of the application, which all
 * requests share, comes after those of users and visitors and is locked for the shortest time.
 */
const compareForLocking = (one: string, other: string): number => (one < other ? 1 : -Number(one > other));

const isWithin = ({ tokens, microUsd }: BudgetAmount, limit: BudgetLimit): boolean =>
  tokens <= limit.tokens && (limit.microUsd === undefined || microUsd <= limit.microUsd);

/** Budgets in the application's database, for any number of processes. */
export function createDatabaseBudgetStore({ db, tables: { budgets } }: StoreContext): BudgetStore {
  const isBudget = (key: string, day: string) => and(eq(budgets.day, day), eq(budgets.budget, key));

  /** One statement that checks and adds: the database locks the row for it, so nothing comes between. @returns whether there was room */
  async function add(
    tx: PortableDb,
    { key, limit }: BudgetShare,
    day: string,
    amount: BudgetAmount,
  ): Promise<boolean> {
    if (!isWithin(amount, limit)) return false;
    const tokens = sql`${budgets.tokens} + ${amount.tokens}`;
    const microUsd = sql`${budgets.microUsd} + ${amount.microUsd}`;
    const hasTokens = sql`${tokens} <= ${limit.tokens}`;
    const hasRoom =
      limit.microUsd === undefined ? hasTokens : sql`${hasTokens} AND ${microUsd} <= ${limit.microUsd}`;
    const added = await tx
      .insert(budgets)
      .values({ day, budget: key, ...amount })
      .onConflictDoUpdate({
        target: [budgets.day, budgets.budget],
        set: { tokens, microUsd },
        setWhere: hasRoom,
      })
      .returning({ budget: budgets.budget });
    return added.length > 0;
  }

  return {
    async reserve(shares, day, amount) {
      const ordered = shares.toSorted((one, other) => compareForLocking(one.key, other.key));
      try {
        await transaction(db, async (tx) => {
          for (const share of ordered)
            if (!(await add(tx, share, day, amount))) throw new FullBudgetSignal(share.key);
        });
        return undefined;
      } catch (error) {
        if (error instanceof FullBudgetSignal) return error.key;
        throw error;
      }
    },
    adjust: (keys, day, { tokens, microUsd }) =>
      transaction(db, async (tx) => {
        for (const key of keys.toSorted(compareForLocking)) {
          await tx
            .update(budgets)
            .set({
              tokens: sql`${budgets.tokens} + ${tokens}`,
              microUsd: sql`${budgets.microUsd} + ${microUsd}`,
            })
            .where(isBudget(key, day));
        }
      }),
    async read(key, day) {
      const [row] = await db
        .select({ tokens: budgets.tokens, microUsd: budgets.microUsd })
        .from(budgets)
        .where(isBudget(key, day));
      return row ?? { tokens: 0, microUsd: 0 };
    },
    async deleteBefore(day) {
      const deleted = await db.delete(budgets).where(lt(budgets.day, day)).returning({ day: budgets.day });
      return deleted.length;
    },
  };
}
