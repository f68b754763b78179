import type { Command } from "@aegis-stack/runtime/commands";
import { withTasks } from "./tasks/access.ts";
import { queuesTable } from "./tasks/written.ts";
import { marked, print, printJson } from "./terminal.ts";

interface Options {
  json?: boolean;
}

export const mutates = { list: false, pause: true, resume: true, drain: true };

export function configure(command: Command): void {
  const add = (words: string, summary: string) =>
    command.command(words).description(summary).option("--json", "answer in JSON");

  add("list", "List the queues: waiting and active tasks, rate").action(({ json }: Options) =>
    withTasks(async (tasks) => {
      const report = await tasks.queues();
      answer(json, report, () => queuesTable(report));
    }),
  );
  add("pause <name>", "Let a queue's tasks wait until it is resumed, over restarts too").action(
    (name: string, { json }: Options) =>
      withTasks(async (tasks) => {
        const queue = await tasks.pause(name);
        answer(json, queue, () => marked("healthy", `${name} is paused; ${queue.waiting} wait.`));
      }),
  );
  add("resume <name>", "Go on with a queue's tasks").action((name: string, { json }: Options) =>
    withTasks(async (tasks) => {
      const queue = await tasks.resume(name);
      answer(json, queue, () => marked("healthy", `${name} is resumed; ${queue.waiting} wait.`));
    }),
  );
  add("drain <name>", "Delete every waiting or delayed task of a queue").action(
    (name: string, { json }: Options) =>
      withTasks(async (tasks) => {
        const drained = await tasks.drain(name);
        answer(json, drained, () => marked("healthy", `${drained.count} are deleted; ${name} is empty.`));
      }),
  );
}

function answer(json: boolean | undefined, value: unknown, written: () => string): void {
  if (json) printJson(value);
  else print(written());
}
