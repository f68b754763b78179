import type { BackupReport } from "../../database/reports/index.ts";
import { describeFault, type Fault } from "./fault.ts";

/** What this process knows of the backup that was last requested on the page. Times are ISO 8601. */
export interface BackupRunnerState {
  /** When the one in progress was requested. */
  since: string | null;
  /** Why the last one failed. */
  failure: (Fault & { at: string }) | null;
}

/** What a backup runner is created from. */
export interface BackupRunnerOptions {
  take(): Promise<BackupReport>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Takes one backup at a time. */
export interface BackupRunner {
  state(): BackupRunnerState;
  /** Starts a backup, or joins the one in progress. */
  run(): Promise<BackupReport>;
}

/** A request during a backup waits for that one. A page may respond before it ends. */
export function createBackupRunner({ take, now = Date.now }: BackupRunnerOptions): BackupRunner {
  let current: Promise<BackupReport> | undefined;
  let state: BackupRunnerState = { since: null, failure: null };
  const instant = () => new Date(now()).toISOString();

  async function write(): Promise<BackupReport> {
    state = { ...state, since: instant() };
    try {
      const backup = await take();
      state = { since: null, failure: null };
      return backup;
    } catch (error) {
      state = { since: null, failure: { ...describeFault(error), at: instant() } };
      throw error;
    } finally {
      current = undefined;
    }
  }

  return {
    state: () => state,
    run() {
      current ??= write();
      return current;
    },
  };
}
