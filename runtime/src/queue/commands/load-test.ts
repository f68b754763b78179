import { setTimeout as delay } from "node:timers/promises";
import type { CommandModule } from "../../commands/index.ts";
import { AppError } from "../../errors/index.ts";
import { formatCommand } from "../../format/index.ts";
import { printError, printResult } from "../../terminal/index.ts";
import { type LoadTestReport, MAX_LOAD_TEST_TASKS } from "../load-test/load-test-reports.ts";
import { loadKind } from "../load-test/load-test-task.ts";
import { formatLoadTest } from "./format.ts";
import type { TaskCommandOptions } from "./operated-tasks.ts";

/** How often the progress is read. */
const POLL_INTERVAL_MS = 500;

/** How long no task may end before the command gives up. */
const STANDSTILL_TIMEOUT_MS = 30_000;

interface Options {
  readonly tasks: string;
  readonly json?: boolean;
}

/** `ops load-test`: measures the throughput of the workers. */
export const createLoadTestCommand = (options: TaskCommandOptions): CommandModule => ({
  mutates: { "load-test": true },
  configure(command) {
    command
      .argument("<kind>", `what the tasks spend their time on: ${loadKind.options.join(", ")}`)
      .option("--tasks <number>", "how many", "100")
      .option("--json", "answer in JSON")
      .action((kind: string, given: Options) => runLoadTest(options, kind, given));
  },
});

async function runLoadTest(
  options: TaskCommandOptions,
  word: string,
  { tasks: number, json }: Options,
): Promise<void> {
  const { data: kind } = loadKind.safeParse(word);
  const count = /^\d{1,6}$/.test(number) ? Number(number) : 0;
  if (!kind || count < 1 || count > MAX_LOAD_TEST_TASKS) throw usageError();
  const started = await options.loadTests.start(kind, count);
  if (!json) printError(`${count} tasks are enqueued; waiting until they have ended.`);
  const report = await waitUntilEnded(options, started.run, count);
  printResult(json, { ...started, ...report }, () => formatLoadTest(report));
  if (report.failed > 0) process.exitCode = 1;
}

async function waitUntilEnded(
  { loadTests, name }: TaskCommandOptions,
  run: string,
  count: number,
): Promise<LoadTestReport> {
  let lastEnded = -1;
  let quietMs = 0;
  for (;;) {
    const report = await loadTests.report(run);
    const ended = report.completed + report.failed;
    if (ended >= count) return report;
    quietMs = ended === lastEnded ? quietMs + POLL_INTERVAL_MS : 0;
    if (quietMs >= STANDSTILL_TIMEOUT_MS) throw standstill(ended, count, name);
    lastEnded = ended;
    await delay(POLL_INTERVAL_MS);
  }
}

const usageError = () =>
  new AppError({
    code: "cli.usage",
    category: "invalid",
    message: "That is not a load test.",
    hint: `Give ${loadKind.options.join(", ")}, and --tasks from 1 to ${MAX_LOAD_TEST_TASKS}.`,
  });

const standstill = (ended: number, count: number, name: string) =>
  new AppError({
    code: "load-test.standstill",
    category: "unavailable",
    message: `${ended} of ${count} tasks have ended, and no more for ${STANDSTILL_TIMEOUT_MS / 1_000} s.`,
    hint: `Check whether a worker is running: \`${formatCommand(`${name} ops queues list`)}\`.`,
  });
