import type { CommandModule } from "../../commands/index.ts";
import { formatStatus, printResult } from "../../terminal/index.ts";
import { formatQueues } from "./format.ts";
import type { TaskCommandOptions } from "./operated-tasks.ts";

interface Options {
  readonly json?: boolean;
}

/** `ops queues`: lists, pauses, resumes and drains queues. */
export const createQueuesCommand = ({ tasks }: TaskCommandOptions): CommandModule => ({
  mutates: { list: false, pause: true, resume: true, drain: true },
  configure(command) {
    const add = (words: string, summary: string) =>
      command.command(words).description(summary).option("--json", "answer in JSON");

    add("list", "List the queues: waiting and active tasks, rate").action(async ({ json }: Options) => {
      const report = await tasks.queues();
      printResult(json, report, () => formatQueues(report));
    });
    add("pause <name>", "Let a queue's tasks wait until it is resumed, over restarts too").action(
      async (name: string, { json }: Options) => {
        const queue = await tasks.pause(name);
        printResult(json, queue, () => formatStatus("healthy", `${name} is paused; ${queue.waiting} wait.`));
      },
    );
    add("resume <name>", "Resume a queue").action(async (name: string, { json }: Options) => {
      const queue = await tasks.resume(name);
      printResult(json, queue, () => formatStatus("healthy", `${name} is resumed; ${queue.waiting} wait.`));
    });
    add("drain <name>", "Delete every waiting or delayed task of a queue").action(
      async (name: string, { json }: Options) => {
        const drained = await tasks.drain(name);
        printResult(json, drained, () =>
          formatStatus("healthy", `${drained.count} are deleted; ${name} is empty.`),
        );
      },
    );
  },
});
