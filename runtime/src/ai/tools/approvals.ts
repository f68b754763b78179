import { LRUCache } from "lru-cache";

/** A call that waits for the person whom it is made for. Times are ISO 8601. */
export interface Approval {
  readonly id: string;
  readonly owner: string;
  /** The name of the tool. */
  readonly tool: string;
  readonly input: unknown;
  /** What confirming it does. */
  readonly summary: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Calls that wait for one caller and are listed, the newest. */
export const MAX_LISTED_APPROVALS = 100;

/** Keeps calls until they are confirmed or refused. The owner is part of every call. */
export interface ApprovalStore {
  create(approval: Approval): Promise<void>;
  /** Those that are not decided yet, the newest first, at most `MAX_LISTED_APPROVALS`. */
  list(owner: string): Promise<readonly Approval[]>;
  /**
   * Takes one out, so that it is decided once, however many ask at the same moment.
   *
   * @returns undefined where there is none, or where it belongs to someone else
   */
  take(owner: string, id: string): Promise<Approval | undefined>;
  /** Deletes those that have expired by a moment (ISO 8601). @returns how many */
  deleteExpired(moment: string): Promise<number>;
}

/** Calls that a process without a database remembers. */
const MAX_REMEMBERED_APPROVALS = 1_000;

/** Approvals in the memory of one process. */
export function createMemoryApprovals(): ApprovalStore {
  const waiting = new LRUCache<string, Approval>({ max: MAX_REMEMBERED_APPROVALS });
  return {
    create: async (approval) => void waiting.set(approval.id, approval),
    list: async (owner) =>
      [...waiting.values()]
        .filter((approval) => approval.owner === owner)
        .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
        .slice(0, MAX_LISTED_APPROVALS),
    async take(owner, id) {
      const approval = waiting.get(id);
      if (approval?.owner !== owner) return undefined;
      waiting.delete(id);
      return approval;
    },
    async deleteExpired(moment) {
      const expired = [...waiting.values()].filter(({ expiresAt }) => expiresAt <= moment);
      for (const { id } of expired) waiting.delete(id);
      return expired.length;
    },
  };
}
