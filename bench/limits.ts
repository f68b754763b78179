import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
const rows = measured.map(([what, median, largest, promised]) => [
  what,
  median.toFixed(1),
  largest.toFixed(1),
  `${promised}`,
]);
const table = [["", "median ms", "largest ms", "promised ms"], ["---", "---:", "---:", "---:"], ...rows];
process.stdout.write(`## Limits\n\n${table.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n\n`);
