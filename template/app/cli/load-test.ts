import { setTimeout as delay } from "node:timers/promises";
import type { Command } from "@aegis-stack/runtime/commands";
import { AppError } from "@aegis-stack/runtime/errors";
import { type LoadTestReport, loadKind, MAX_LOAD_TEST_TASKS } from "@aegis-stack/runtime/queue";
import { printError } from "@aegis-stack/runtime/terminal";
import { type Tasks, withTasks } from "./tasks/access.ts";
import { loadTestText } from "./tasks/written.ts";
import { print, printJson } from "./terminal.ts";

/** How often it is looked whether all have ended, in milliseconds. */
const LOOK = 500;

/** How long none may end before it is given up, in milliseconds. */
const PATIENCE = 30_000;

interface Options {
  tasks: string;
  json?: boolean;
}

export const mutates = { "load-test": true };

export function configure(command: Command): void {
  command
    .argument("<kind>", `what the tasks spend their time on: ${loadKind.options.join(", ")}`)
    .option("--tasks <number>", "how many", "100")
    .option("--json", "answer in JSON")
    .action((kind: string, options: Options) => withTasks((tasks) => run(tasks, kind, options)));
}

async function run(tasks: Tasks, given: string, { tasks: number, json }: Options): Promise<void> {
  const { data: kind } = loadKind.safeParse(given);
  const count = /^\d{1,6}$/.test(number) ? Number(number) : 0;
  if (!kind || count < 1 || count > MAX_LOAD_TEST_TASKS) throw unknown();
  const started = await tasks.startLoadTest(kind, count);
  if (!json) printError(`${count} tasks are enqueued; waiting until they have ended.`);
  const report = await ended(tasks, started.run, count);
  if (json) printJson({ ...started, ...report });
  else print(loadTestText(report));
  if (report.failed > 0) process.exitCode = 1;
}

async function ended(tasks: Tasks, run: string, count: number): Promise<LoadTestReport> {
  let last = -1;
  let quiet = 0;
  for (;;) {
    const report = await tasks.reportLoadTest(run);
    const over = report.completed + report.failed;
    if (over >= count) return report;
    quiet = over === last ? quiet + LOOK : 0;
    if (quiet >= PATIENCE) throw standstill(over, count);
    last = over;
    await delay(LOOK);
  }
}

const unknown = () =>
  new AppError({
    code: "cli.usage",
    category: "invalid",
    message: "That is not a load test.",
    hint: `Give ${loadKind.options.join(", ")}, and --tasks from 1 to ${MAX_LOAD_TEST_TASKS}.`,
  });

const standstill = (over: number, count: number) =>
  new AppError({
    code: "load-test.standstill",
    category: "unavailable",
    message: `${over} of ${count} tasks have ended, and no more for ${PATIENCE / 1_000} s.`,
    hint: "See whether a worker runs: `npx my-app ops queues list`.",
  });
