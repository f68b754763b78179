import type { CommandModule } from "../../commands/index.ts";
import { AppError } from "../../errors/index.ts";
import { formatCommand } from "../../format/index.ts";
import { formatStatus, printResult } from "../../terminal/index.ts";
import { taskState } from "../operations/reports.ts";
import { formatTask, formatTaskState, formatTasks } from "./format.ts";
import type { OperatedTasks, TaskCommandOptions } from "./operated-tasks.ts";

interface Options {
  json?: boolean;
}

interface ListOptions extends Options {
  state: string;
  queue?: string;
  name?: string;
  limit: string;
  offset: string;
}

interface EnqueueOptions extends Options {
  payload: string;
  delay?: string;
}

interface FailedOptions extends Options {
  failed?: boolean;
  queue?: string;
  name?: string;
}

/** `ops tasks`: lists, enqueues, retries and discards tasks. */
export const createTasksCommand = ({ tasks, name: application }: TaskCommandOptions): CommandModule => ({
  mutates: { list: false, show: false, enqueue: true, retry: true, discard: true },
  configure(command) {
    const add = (words: string, summary: string) =>
      command.command(words).description(summary).option("--json", "answer in JSON");

    add("list", "List tasks in one state")
      .option("--state <state>", taskState.options.join(", "), "failed")
      .option("--queue <name>", "only those of this queue")
      .option("--name <task>", "only those of this name")
      .option("--limit <number>", "so many at the most", "50")
      .option("--offset <number>", "so many are passed over", "0")
      .action((options: ListOptions) => list(tasks, options));
    add("show <id>", "Show a task's state, result and history").action(
      async (id: string, { json }: Options) => {
        const found = await tasks.show(id);
        printResult(json, found, () => formatTask(found));
      },
    );
    add("enqueue <name>", "Enqueue a task")
      .option("--payload <json>", "what it is to work on", "{}")
      .option("--delay <seconds>", "when it may start at the earliest")
      .action(async (name: string, { json, payload, delay }: EnqueueOptions) => {
        const options = delay === undefined ? {} : { delay: parseNumber("--delay", delay) * 1_000 };
        const enqueued = await tasks.enqueue(name, parsePayload(payload), options);
        const show = formatCommand(`${application} ops tasks show ${enqueued.taskId}`);
        printResult(json, enqueued, () =>
          formatStatus("healthy", `${enqueued.outcome}: \`${show}\` shows its state.`),
        );
      });
    add("retry [id]", "Run a finished task again, or with --failed all failed tasks")
      .option("--failed", "all that have failed")
      .option("--queue <name>", "with --failed: only those of this queue")
      .option("--name <task>", "with --failed: only those of this name")
      .action((id: string | undefined, options: FailedOptions) =>
        applyToEach(id, options, {
          outcome: "runs again",
          one: (task) => tasks.retry(task),
          all: (filter) => tasks.retryAll(filter),
        }),
      );
    add("discard [id]", "Delete a task that is not active, or with --failed all failed tasks")
      .option("--failed", "all that have failed")
      .option("--queue <name>", "with --failed: only those of this queue")
      .option("--name <task>", "with --failed: only those of this name")
      .action((id: string | undefined, options: FailedOptions) =>
        applyToEach(id, options, {
          outcome: "is deleted",
          one: (task) => tasks.discard(task),
          all: (filter) => tasks.discardAll(filter),
        }),
      );
  },
});

async function list(
  tasks: OperatedTasks["tasks"],
  { json, limit, offset, ...filter }: ListOptions,
): Promise<void> {
  const { data: state } = taskState.safeParse(filter.state);
  if (!state) throw usageError(`--state ${filter.state}`, `Give one of ${taskState.options.join(", ")}.`);
  const { queue, name } = filter;
  const report = await tasks.list({
    state,
    limit: parseNumber("--limit", limit),
    offset: parseNumber("--offset", offset),
    ...(queue !== undefined && { queue }),
    ...(name !== undefined && { name }),
  });
  printResult(json, report, () => formatTasks(report, state));
}

/** What is done to one task or to all that have failed. */
interface TaskAction {
  /** Completes "It …". */
  readonly outcome: string;
  readonly one: OperatedTasks["tasks"]["retry"];
  readonly all: OperatedTasks["tasks"]["retryAll"];
}

/** One by its id, or all that have failed: never both, and never all because the id was forgotten. */
async function applyToEach(
  id: string | undefined,
  { json, failed, queue, name }: FailedOptions,
  { outcome, one, all }: TaskAction,
): Promise<void> {
  if ((id === undefined) === !failed)
    throw usageError("Which task", "Give its id, or --failed for all that have.");
  if (id !== undefined) {
    const task = await one(id);
    return printResult(json, task, () => formatStatus("healthy", `${formatTaskState(task)} It ${outcome}.`));
  }
  const filter = { ...(queue !== undefined && { queue }), ...(name !== undefined && { name }) };
  const { count } = await all(filter);
  printResult(json, { count }, () =>
    count === 0 ? "None has failed." : formatStatus("healthy", `${count}: each ${outcome}.`),
  );
}

function parsePayload(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw usageError("--payload", `Give it as JSON, such as '{"title":"Report"}'.`);
  }
}

function parseNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw usageError(`${option} ${text}`, "Give a whole number.");
  return Number(text);
}

const usageError = (subject: string, hint: string) =>
  new AppError({ code: "cli.usage", category: "invalid", message: `${subject} is not valid.`, hint });
