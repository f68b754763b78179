import { hostname } from "node:os";
import type { Command } from "commander";
import { queue } from "#app/core/queue/index.ts";
import { redis } from "#app/core/redis/index.ts"; // aegis:redis
import { tasks } from "#app/services/tasks/index.ts";
import { marked, print, printJson } from "./terminal.ts";

interface Options {
  json?: boolean;
}

export function configure(command: Command): void {
  command
    .command("alive")
    .description("Tell by the exit code whether a worker lives on this host")
    .option("--json", "answer in JSON")
    .action(async ({ json }: Options) => {
      const workers = await tasks.workers().finally(letGo);
      const here = workers.filter(({ host, alive }) => alive && host === hostname());
      const lives = here.length > 0;
      process.exitCode = lives ? 0 : 1;
      const text = lives ? "A worker lives on this host." : "No worker lives on this host.";
      if (json) printJson(here);
      else print(marked(lives ? "healthy" : "unhealthy", text));
    });
}

/** The process ends when nothing is open. */
async function letGo(): Promise<void> {
  await queue.close();
  await redis.close(); // aegis:redis
}
