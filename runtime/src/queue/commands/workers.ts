import { hostname } from "node:os";
import type { CommandModule } from "../../commands/index.ts";
import { formatStatus, printResult } from "../../terminal/index.ts";
import type { OperatedTasks, TaskCommandOptions } from "./operated-tasks.ts";

/** `ops workers`: whether a worker runs on this host. */
export const createWorkersCommand = ({ tasks }: TaskCommandOptions): CommandModule => ({
  mutates: { alive: false },
  configure(command) {
    command
      .command("alive")
      .description("Report by the exit code whether a worker is running on this host")
      .option("--json", "answer in JSON")
      .action(({ json }: { json?: boolean }) => reportAlive(tasks, json));
  },
});

async function reportAlive(tasks: OperatedTasks["tasks"], json: boolean | undefined): Promise<void> {
  const { workers, trouble } = await tasks.queues();
  const here = workers.filter(({ host, alive }) => alive && host === hostname());
  const isRunning = here.length > 0;
  process.exitCode = isRunning ? 0 : 1;
  printResult(json, here, () => {
    if (isRunning) return formatStatus("healthy", "A worker is running on this host.");
    return formatStatus(
      "unhealthy",
      trouble === null
        ? "No worker is running on this host."
        : `It is not known whether a worker is running on this host: ${trouble}`,
    );
  });
}
