import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { BackupReport, DatabaseReport } from "../../database/reports/index.ts";
import { formatBytes, inWords } from "../format/quantity.ts";
import { type Attempt, attempt } from "./attempt.ts";
import type { BackupRunner, BackupRunnerState } from "./backup-runner.ts";
import { type FormFields, handleForm } from "./handle-form.ts";
import type { PageRequest, PageServices } from "./page-request.ts";
import type { FormOutcome, Report } from "./report.ts";

/** What the database page shows. */
export interface DatabasePage {
  readAt: number;
  ask: string;
  status: Attempt<DatabaseReport>;
  backups: Attempt<readonly BackupReport[]>;
  kept: number;
  runner: BackupRunnerState;
}

/** Null without a database. */
export async function loadDatabase({ capabilities, backups }: PageServices): Promise<DatabasePage | null> {
  const { database } = capabilities;
  if (!database || !backups) return null;
  const [status, listed] = await Promise.all([
    attempt(() => database.status()),
    attempt(() => database.backups()),
  ]);
  return {
    readAt: Date.now(),
    ask: crypto.randomUUID(),
    status,
    backups: listed,
    kept: database.backupsKept,
    runner: backups.state(),
  };
}

const backupForm = z.object({ intent: z.literal("back-up") });

/** How long the response waits for a backup: less than a page may take. */
const BACKUP_TIMEOUT_MS = 8_000;

/** Null without a database. */
export async function submitDatabase(
  services: PageServices,
  request: PageRequest,
  fields: FormFields,
): Promise<FormOutcome | null> {
  const { backups } = services;
  if (!backups) return null;
  return handleForm(services, request, fields, {
    schema: backupForm,
    run: () => backUp(backups),
    describe: () => ({ action: "db backup", about: "" }),
  });
}

async function backUp(backups: BackupRunner): Promise<Report> {
  const controller = new AbortController();
  const timeout = delay(BACKUP_TIMEOUT_MS, undefined, { signal: controller.signal }).catch(() => undefined);
  const backup = await Promise.race([backups.run(), timeout]).finally(() => controller.abort());
  if (backup) {
    const message = `Wrote ${backup.name}, ${inWords(formatBytes(backup.size))}, and verified it.`;
    return { kind: "done", about: "", message, hint: "" };
  }
  return {
    kind: "started",
    about: "",
    message: "The backup is still in progress.",
    hint: "It is listed here once it is verified; you may leave the page.",
  };
}
