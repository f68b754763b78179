/** What a request uses: tokens, and millionths of a US dollar where the price is known. */
export interface BudgetAmount {
  readonly tokens: number;
  readonly microUsd: number;
}

/** How much a day may have. Without `microUsd` cost is not limited. */
export interface BudgetLimit {
  readonly tokens: number;
  readonly microUsd: number | undefined;
}

/** One of the budgets that a request counts in. */
export interface BudgetShare {
  /** Whose it is: "user:1", "application". */
  readonly key: string;
  readonly limit: BudgetLimit;
}

/** Counts what is used a day. */
export interface BudgetStore {
  /**
   * Adds an amount to all budgets, or to none of them, in one step that no other process can come between.
   *
   * @param day as ISO 8601 has it, in UTC
   * @returns the key of a budget that has no room for the amount; undefined when it was added
   */
  reserve(shares: readonly BudgetShare[], day: string, amount: BudgetAmount): Promise<string | undefined>;
  /** Adds the difference between what was used and what was reserved, which is mostly negative. */
  adjust(keys: readonly string[], day: string, difference: BudgetAmount): Promise<void>;
  /** What a budget has used. */
  read(key: string, day: string): Promise<BudgetAmount>;
  /** Deletes what is counted of the days before one. @returns of how many budgets and days */
  deleteBefore(day: string): Promise<number>;
}

/** Budgets in the memory of one process, for an application without a database. They begin anew with each start. */
export function createMemoryBudgetStore(): BudgetStore {
  let current = "";
  let used = new Map<string, BudgetAmount>();

  function usedOn(day: string): Map<string, BudgetAmount> {
    if (day > current) {
      current = day;
      used = new Map();
    }
    // What is settled after midnight was reserved on the day before, which no request is about any more.
    return day === current ? used : new Map();
  }

  const get = (amounts: Map<string, BudgetAmount>, key: string) =>
    amounts.get(key) ?? { tokens: 0, microUsd: 0 };
  const add = (amounts: Map<string, BudgetAmount>, key: string, { tokens, microUsd }: BudgetAmount) => {
    const before = get(amounts, key);
    amounts.set(key, { tokens: before.tokens + tokens, microUsd: before.microUsd + microUsd });
  };

  return {
    reserve: async (shares, day, amount) => {
      const amounts = usedOn(day);
      const full = shares.find(({ key, limit }) => {
        const { tokens, microUsd } = get(amounts, key);
        if (tokens + amount.tokens > limit.tokens) return true;
        return limit.microUsd !== undefined && microUsd + amount.microUsd > limit.microUsd;
      });
      if (full !== undefined) return full.key;
      for (const { key } of shares) add(amounts, key, amount);
      return undefined;
    },
    adjust: async (keys, day, difference) => {
      const amounts = usedOn(day);
      for (const key of keys) add(amounts, key, difference);
    },
    read: async (key, day) => get(usedOn(day), key),
    // No more than one day is remembered.
    deleteBefore: async () => 0,
  };
}
