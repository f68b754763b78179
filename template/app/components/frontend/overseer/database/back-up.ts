import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { database } from "#app/services/database/index.ts";
import { bytes, inWords } from "../../format/quantity.ts";
import type { Report } from "../actions/report.ts";
import { createBackupDesk } from "./backup-desk.ts";

/** What the page's only form holds. */
export const askedForBackup = z.object({ intent: z.literal("back-up") });

/** How long the answer waits for the backup, in milliseconds: less than a page may take. */
const PATIENCE = 8_000;

export const backupDesk = createBackupDesk({ take: () => database.backup() });

/** Takes a backup, and tells how it went if that is known soon enough. @throws AppError `backup.*`, `database.*` */
export async function backUp(): Promise<Report> {
  const over = new AbortController();
  const patience = delay(PATIENCE, undefined, { signal: over.signal }).catch(() => undefined);
  const backup = await Promise.race([backupDesk.ask(), patience]).finally(() => over.abort());
  if (backup) {
    const what = `Wrote ${backup.name}, ${inWords(bytes(backup.size))}, and verified it.`;
    return { kind: "done", about: "", what, todo: "" };
  }
  return {
    kind: "started",
    about: "",
    what: "The backup takes its time and goes on.",
    todo: "It is listed here once it is verified; you may leave the page.",
  };
}
