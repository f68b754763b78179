import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { plan } from "../runtime/src/scheduler/plan.ts";
import { cron } from "../runtime/src/scheduler/schedule.ts";
import { createTicks } from "../runtime/src/scheduler/ticks.ts";
import { generateApplication } from "./application.ts";

// Promises in milliseconds, beside what this machine measures. Tests hold their causes: configured timeouts and counts.
const folder = generateApplication(["database", "scheduler", "redis", "cache"]);
cpSync(join(import.meta.dirname, "servers/limits.ts"), join(folder, "bench-limits.ts"));
const TEST_FOLDER = mkdtempSync(join(tmpdir(), "bench-limits-"));
const { status, stdout, stderr } = spawnSync(process.execPath, ["bench-limits.ts"], {
  cwd: folder,
  encoding: "utf8",
  env: {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    NODE_ENV: "development",
    LOG_LEVEL: "silent",
    TEST_FOLDER,
  },
});
rmSync(TEST_FOLDER, { recursive: true, force: true });
if (status !== 0) throw new Error(stderr);
const measured: [string, number, number, number][] = JSON.parse(stdout);
measured.push(["plan after a year, a tick a second (processor)", ...measurePlan(5), 1_000]);
const rows = measured.map(([what, median, largest, promised]) => [
  what,
  median.toFixed(1),
  largest.toFixed(1),
  `${promised}`,
]);
const table = [["", "median ms", "largest ms", "promised ms"], ["---", "---:", "---:", "---:"], ...rows];
process.stdout.write(`## Limits\n\n${table.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n\n`);

/** What a scheduler computes that was asleep for a year. @returns median and largest milliseconds of the processor */
function measurePlan(rounds: number): [number, number] {
  const now = Date.parse("2027-06-01T12:00:00Z");
  const figures = Array.from({ length: rounds }, () => {
    const begin = process.cpuUsage();
    plan({
      now,
      lastTick: now - 365 * 24 * 60 * 60 * 1_000,
      ticks: createTicks({ schedule: cron("* * * * * *"), timeZone: "UTC" }),
      rule: { misfire: "skip", grace: 0, backlog: 0 },
    });
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1_000;
  }).toSorted((one, other) => one - other);
  return [figures[rounds >> 1] ?? Number.NaN, figures.at(-1) ?? Number.NaN];
}
