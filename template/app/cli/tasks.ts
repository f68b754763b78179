import type { Command } from "@aegis-stack/runtime/commands";
import { AppError } from "@aegis-stack/runtime/errors";
import { taskState } from "@aegis-stack/runtime/queue";
import { type Tasks, withTasks } from "./tasks/access.ts";
import { taskLine, tasksTable, taskText } from "./tasks/written.ts";
import { marked, print, printJson } from "./terminal.ts";

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

interface FailedOptions extends Options {
  failed?: boolean;
  queue?: string;
  name?: string;
}

export const mutates = { list: false, show: false, enqueue: true, retry: true, discard: true };

export function configure(command: Command): void {
  const add = (words: string, summary: string) =>
    command.command(words).description(summary).option("--json", "answer in JSON");

  add("list", "List tasks in one state")
    .option("--state <state>", taskState.options.join(", "), "failed")
    .option("--queue <name>", "only those of this queue")
    .option("--name <task>", "only those of this name")
    .option("--limit <number>", "so many at the most", "50")
    .option("--offset <number>", "so many are passed over", "0")
    .action((options: ListOptions) => withTasks((tasks) => list(tasks, options)));
  add("show <id>", "Show a task's state, result and history").action((id: string, { json }: Options) =>
    withTasks(async (tasks) => {
      const found = await tasks.show(id);
      answer(json, found, () => taskText(found));
    }),
  );
  add("enqueue <name>", "Enqueue a task")
    .option("--payload <json>", "what it is to work on", "{}")
    .option("--delay <seconds>", "when it may begin at the earliest")
    .action((name: string, { json, payload, delay }: Options & { payload: string; delay?: string }) =>
      withTasks(async (tasks) => {
        const options = delay === undefined ? {} : { delay: numberOf("--delay", delay) * 1_000 };
        const enqueued = await tasks.enqueue(name, parsed(payload), options);
        const show = `npx my-app ops tasks show ${enqueued.taskId}`;
        answer(json, enqueued, () => marked("healthy", `${enqueued.outcome}: ${show} tells how it goes.`));
      }),
    );
  add("retry [id]", "Run a finished task again, or with --failed all failed tasks")
    .option("--failed", "all that have failed")
    .option("--queue <name>", "with --failed: only those of this queue")
    .option("--name <task>", "with --failed: only those of this name")
    .action((id: string | undefined, options: FailedOptions) =>
      withTasks((tasks) => each(id, options, "runs again", tasks.retry, tasks.retryAll)),
    );
  add("discard [id]", "Delete a task that is not active, or with --failed all failed tasks")
    .option("--failed", "all that have failed")
    .option("--queue <name>", "with --failed: only those of this queue")
    .option("--name <task>", "with --failed: only those of this name")
    .action((id: string | undefined, options: FailedOptions) =>
      withTasks((tasks) => each(id, options, "is forgotten", tasks.discard, tasks.discardAll)),
    );
}

async function list(tasks: Tasks, { json, limit, offset, ...filter }: ListOptions): Promise<void> {
  const { data: state } = taskState.safeParse(filter.state);
  if (!state) throw wrong(`--state ${filter.state}`, `Give one of ${taskState.options.join(", ")}.`);
  const { queue, name } = filter;
  const report = await tasks.list({
    state,
    limit: numberOf("--limit", limit),
    offset: numberOf("--offset", offset),
    ...(queue !== undefined && { queue }),
    ...(name !== undefined && { name }),
  });
  answer(json, report, () => tasksTable(report, state));
}

/** One by its id, or all that have failed: never both, and never all by forgetting the id. */
async function each(
  id: string | undefined,
  { json, failed, queue, name }: FailedOptions,
  done: string,
  one: Tasks["retry"],
  all: Tasks["retryAll"],
): Promise<void> {
  if ((id === undefined) === !failed)
    throw wrong("Which task", "Give its id, or --failed for all that have.");
  if (id !== undefined) {
    const task = await one(id);
    return answer(json, task, () => marked("healthy", `${taskLine(task)} It ${done}.`));
  }
  const filter = { ...(queue !== undefined && { queue }), ...(name !== undefined && { name }) };
  const { count } = await all(filter);
  answer(json, { count }, () =>
    count === 0 ? "None has failed." : marked("healthy", `${count}: each ${done}.`),
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw wrong("--payload", `Give it as JSON, such as '{"title":"Report"}'.`);
  }
}

function numberOf(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw wrong(`${option} ${text}`, "Give a whole number.");
  return Number(text);
}

const wrong = (subject: string, hint: string) =>
  new AppError({ code: "cli.usage", category: "invalid", message: `${subject} is not valid.`, hint });

function answer(json: boolean | undefined, value: unknown, written: () => string): void {
  if (json) printJson(value);
  else print(written());
}
