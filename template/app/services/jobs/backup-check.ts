import { formatTimeAgo, formatTimeUntil } from "@aegis-stack/runtime/time";
import type { DatabaseService } from "#app/services/database/database-service.ts";
import type { Finding, HealthCheck } from "#app/services/system/health/check.ts";
import type { JobsService } from "./jobs-service.ts";

/** By this id the nightly backup is known to the scheduler, to health and to Overseer. */
export const BACKUP_JOB = "backup-database";

export interface BackupSources {
  jobs: Pick<JobsService, "list">;
  database: Pick<DatabaseService, "backups">;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Whether the nightly backup does its work, beside the newest verified backup, whoever took that. */
export const backupCheck = ({ jobs, database, now }: BackupSources): HealthCheck => ({
  name: "backup",
  critical: false,
  async check(): Promise<Finding> {
    const [found, backups] = await Promise.all([jobs.list(), database.backups()]);
    const job = found.jobs.find(({ id }) => id === BACKUP_JOB);
    const latest = backups.find(({ beforeRestore }) => !beforeRestore);
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
