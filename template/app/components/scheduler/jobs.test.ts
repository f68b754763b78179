import { checkJobs, getJobDefinition, type Job, type JobContext } from "@aegis-stack/runtime/scheduler";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { database } from "#app/core/database.ts";
import { backupDatabase } from "./jobs/backup-database.ts";
import { logHealth } from "./jobs/log-health.ts";
import { jobs } from "./jobs.ts";

const lines: Record<string, unknown>[] = [];
const contextOf = (job: Job): JobContext => ({
  signal: new AbortController().signal,
  log: pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
  scheduledFor: new Date(),
  job: getJobDefinition(job),
});

test("every job of the application is defined well", async () => {
  expect(jobs.length).toBeGreaterThan(0);
  await expect(checkJobs(jobs)).resolves.toBeUndefined();
});

test("log-health leaves a line for each check that is not well, and sums them up", async () => {
  // As in a process that has run for a while: one that has just started waits for others to show themselves.
  using _ = vi.spyOn(process, "uptime").mockReturnValue(60);
  const said = String(await logHealth.run(contextOf(logHealth)));
  for (const { check, msg } of lines) expect(said).toContain(`${check}: ${msg}`);
  expect(said === "All checks pass.").toBe(lines.length === 0);
  // Nothing starts jobs here, and that much it must have seen.
  expect(lines).toContainEqual(
    expect.objectContaining({ check: "components.scheduler.heartbeat", level: 40 }),
  );
});

// #region aegis:database
test("backup-database writes a backup that is there afterwards, and says its name", async () => {
  const said = String(await backupDatabase.run(contextOf(backupDatabase)));
  const [newest] = await database.backups();
  expect(said).toContain(`Wrote ${newest?.name}, `);
});
// #endregion
