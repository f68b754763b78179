import type { Finding, HealthCheck } from "../health/index.ts";
import { formatTimeAgo, formatTimeUntil } from "../time/index.ts";
import type { JobsReport } from "./report.ts";

/** A verified backup of the database. */
export interface ListedBackup {
  /** ISO 8601. */
  readonly takenAt: string;
  /** Whether it was taken by itself before a restore. */
  readonly beforeRestore: boolean;
}

/** The backups of the database, and which job takes them. */
export interface BackupSource {
  /** The id of the job that takes one each night. */
  readonly jobId: string;
  /** Newest first. */
  list(): Promise<readonly ListedBackup[]>;
}

/** What the check of the backups is created from. */
export interface BackupCheckOptions {
  readonly backups: BackupSource;
  list(): Promise<JobsReport>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Whether the nightly backup does its work, beside the newest verified backup, however that was taken. */
export const createBackupCheck = ({ backups, list, now }: BackupCheckOptions): HealthCheck => ({
  name: "backup",
  critical: false,
  async check(): Promise<Finding> {
    const [{ jobs }, taken] = await Promise.all([list(), backups.list()]);
    const job = jobs.find(({ id }) => id === backups.jobId);
    const latest = taken.find(({ beforeRestore }) => !beforeRestore);
    const age = latest ? now() - Date.parse(latest.takenAt) : undefined;
    const metadata = age === undefined ? {} : { age };
    const verified =
      age === undefined
        ? "No backup was taken yet"
        : `The last verified backup was taken ${formatTimeAgo(age)}`;

    if (!job) {
      const message = `No scheduler has registered the nightly backup yet. ${verified}.`;
      return { status: "info", message, metadata };
    }
    const { last, pausedAt, next } = job;
    const failedAt = last?.status === "failed" ? Date.parse(last.finishedAt ?? last.scheduledFor) : undefined;
    if (failedAt !== undefined && !(latest && Date.parse(latest.takenAt) > failedAt)) {
      const message = `The nightly backup failed ${formatTimeAgo(now() - failedAt)}: ${last?.message} ${verified}.`;
      return { status: "unhealthy", message, metadata };
    }
    if (pausedAt !== null)
      return { status: "warning", message: `The nightly backup is paused. ${verified}.`, metadata };
    const due =
      next[0] === undefined ? "" : `; the next is due ${formatTimeUntil(Date.parse(next[0]) - now())}`;
    return { status: latest ? "healthy" : "info", message: `${verified}${due}.`, metadata };
  },
});
