/** One request to a model. Neither the question nor the answer is part of it. */
export interface UsageEntry {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Whom it was made for: "user:1". */
  readonly owner: string;
  /** What it was made for: "chat". */
  readonly action: string;
  /** With its provider. */
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar at the price of that day; null where no price is known. */
  readonly costMicroUsd: number | null;
  readonly outcome: "done" | "failed" | "cancelled";
  /** The code of the error. */
  readonly error: string | null;
  readonly durationMs: number;
  /** From the request to the first output; null where none came. */
  readonly firstOutputMs: number | null;
}

/** Which requests a report is about. */
export interface UsageQuery {
  /** ISO 8601. */
  readonly since: string;
  /** Those of one caller; those of all unless given. */
  readonly owner?: string | undefined;
}

/** Keeps what was used. */
export interface UsageStore {
  record(entry: UsageEntry): Promise<void>;
  /** The newest first. */
  list(query: UsageQuery): Promise<readonly UsageEntry[]>;
}

/** Requests that a process without a database remembers, the newest. */
const MAX_REMEMBERED_ENTRIES = 10_000;

/** Usage in the memory of one process. */
export function createMemoryUsageStore(): UsageStore {
  const entries: UsageEntry[] = [];
  return {
    record: async (entry) => {
      entries.push(entry);
      if (entries.length > MAX_REMEMBERED_ENTRIES) entries.shift();
    },
    list: async ({ since, owner }) =>
      entries
        .filter((entry) => entry.at >= since && (owner === undefined || entry.owner === owner))
        .toReversed(),
  };
}
