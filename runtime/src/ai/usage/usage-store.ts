import type { UsageEntry } from "./usage-entry.ts";
import { summariseEntries, type UsageSummary } from "./usage-summary.ts";

/** Which requests a report is about. */
export interface UsageQuery {
  /** ISO 8601. */
  readonly since: string;
  /** Those of one caller; those of all unless given. */
  readonly owner?: string | undefined;
}

/** Which requests a list shows. */
export interface UsageListQuery extends UsageQuery {
  /** The newest; 10,000 unless given. */
  readonly limit?: number | undefined;
}

/** Requests that a list shows unless its caller names a limit, and that a process without a database remembers. */
export const MAX_LISTED_ENTRIES = 10_000;

/** Keeps what was used. */
export interface UsageStore {
  record(entry: UsageEntry): Promise<void>;
  /** The newest first. */
  list(query: UsageListQuery): Promise<readonly UsageEntry[]>;
  /** Totals by day and model, percentiles and the last failures. */
  summarise(query: UsageQuery): Promise<UsageSummary>;
  /** Deletes entries of before a moment (ISO 8601). @returns how many */
  deleteOlderThan(moment: string): Promise<number>;
}

/** Usage in the memory of one process. */
export function createMemoryUsageStore(): UsageStore {
  let entries: UsageEntry[] = [];
  const find = ({ since, owner }: UsageQuery) =>
    entries
      .filter((entry) => entry.at >= since && (owner === undefined || entry.owner === owner))
      .toReversed();
  return {
    record: async (entry) => {
      entries.push(entry);
      if (entries.length > MAX_LISTED_ENTRIES) entries.shift();
    },
    list: async ({ limit = MAX_LISTED_ENTRIES, ...query }) => find(query).slice(0, limit),
    summarise: async (query) => summariseEntries(find(query)),
    deleteOlderThan: async (moment) => {
      const before = entries.length;
      entries = entries.filter(({ at }) => at >= moment);
      return before - entries.length;
    },
  };
}
