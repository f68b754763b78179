import { hostname } from "node:os";
import type { Command } from "@aegis-stack/runtime/commands";
import { withTasks } from "./tasks/access.ts";
import { marked, print, printJson } from "./terminal.ts";

interface Options {
  json?: boolean;
}

export const mutates = { alive: false };

export function configure(command: Command): void {
  command
    .command("alive")
    .description("Report by the exit code whether a worker is running on this host")
    .option("--json", "answer in JSON")
    .action(({ json }: Options) =>
      withTasks(async (tasks) => {
        const { workers, trouble } = await tasks.queues();
        const here = workers.filter(({ host, alive }) => alive && host === hostname());
        const lives = here.length > 0;
        process.exitCode = lives ? 0 : 1;
        const none =
          trouble === null
            ? "No worker is running on this host."
            : `It is not known whether a worker is running on this host: ${trouble}`;
        if (json) printJson(here);
        else
          print(marked(lives ? "healthy" : "unhealthy", lives ? "A worker is running on this host." : none));
      }),
    );
}
