import type { BackupFacts } from "#app/services/database/status.ts";
import type { Fault } from "../actions/fault.ts";
import { faultOf } from "../actions/fault.ts";

/** What this process knows of the backup that was last asked for on the page. Times are ISO 8601. */
export interface BackupDeskState {
  /** When the one that is being written was asked for. */
  since: string | null;
  /** Why the last one failed. */
  failure: (Fault & { at: string }) | null;
}

export interface BackupDeskOptions {
  take(): Promise<BackupFacts>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** One backup at a time: who asks while one is being written waits for that one. A page may leave before it is over. */
export function createBackupDesk({ take, now = Date.now }: BackupDeskOptions) {
  let current: Promise<BackupFacts> | undefined;
  let state: BackupDeskState = { since: null, failure: null };
  const instant = () => new Date(now()).toISOString();

  async function write(): Promise<BackupFacts> {
    state = { ...state, since: instant() };
    try {
      const backup = await take();
      state = { since: null, failure: null };
      return backup;
    } catch (error) {
      state = { since: null, failure: { ...faultOf(error), at: instant() } };
      throw error;
    } finally {
      current = undefined;
    }
  }

  return {
    state: () => state,
    ask(): Promise<BackupFacts> {
      current ??= write();
      return current;
    },
  };
}
