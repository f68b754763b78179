import { hostname } from "node:os";
import type { CommandModule } from "../../commands/index.ts";
import { formatCommand } from "../../format/index.ts";
import { formatStatus, printResult } from "../../terminal/index.ts";
import { formatHistory, formatJob, formatJobs } from "./format.ts";
import type { Jobs } from "./request-jobs.ts";

interface Options {
  readonly json?: boolean;
}

/** What the command is created from. */
export interface JobsCommandOptions {
  readonly jobs: Jobs;
  /** Whether schedulers of other processes run the jobs, so that one may be missing on this host. */
  readonly isShared: boolean;
  /** The name of the application. */
  readonly name: string;
}

const MUTATES_BY_COMMAND = { list: false, show: false, history: false, run: true, pause: true, resume: true };

/** `ops jobs`: lists, runs, pauses and resumes jobs. */
export const createJobsCommand = ({ jobs, isShared, name }: JobsCommandOptions): CommandModule => ({
  mutates: isShared ? { ...MUTATES_BY_COMMAND, alive: false } : MUTATES_BY_COMMAND,
  configure(command) {
    const add = (words: string, summary: string) =>
      command.command(words).description(summary).option("--json", "answer in JSON");

    add("list", "List the jobs: schedule, next run, last run").action(async ({ json }: Options) => {
      const report = await jobs.list();
      printResult(json, report, () => formatJobs(report, Date.now()));
    });
    add("show <id>", "Show a job's next five runs and its last run").action(
      async (id: string, { json }: Options) => {
        const { job } = await jobs.show(id);
        printResult(json, job, () => formatJob(job, Date.now()));
      },
    );
    add("history <id>", "List a job's runs, newest first").action(async (id: string, { json }: Options) => {
      const { history } = await jobs.show(id);
      printResult(json, history, () => formatHistory(history));
    });
    add("run <id>", "Run a job now, outside of its schedule").action(
      async (id: string, { json }: Options) => {
        const run = await jobs.run(id);
        const history = formatCommand(`${name} ops jobs history ${id}`);
        printResult(json, run, () =>
          formatStatus("healthy", `${id} starts within a second; \`${history}\` shows how it ended.`),
        );
      },
    );
    add("pause <id>", "Skip a job's ticks until it is resumed").action(
      async (id: string, { json }: Options) => {
        const job = await jobs.pause(id);
        printResult(json, job, () => formatStatus("healthy", `${id} is paused.`));
      },
    );
    add("resume <id>", "Resume a job with its next tick").action(async (id: string, { json }: Options) => {
      const job = await jobs.resume(id);
      printResult(json, job, () =>
        formatStatus("healthy", `${id} is resumed; it runs next ${job.next[0] ?? "never"}.`),
      );
    });
    if (isShared)
      add("alive", "Report by the exit code whether a scheduler is running on this host").action(
        ({ json }: Options) => reportAlive(jobs, json),
      );
  },
});

async function reportAlive(jobs: Jobs, json: boolean | undefined): Promise<void> {
  const here = (await jobs.schedulers()).filter(({ host, alive }) => alive && host === hostname());
  const isRunning = here.length > 0;
  process.exitCode = isRunning ? 0 : 1;
  const text = isRunning ? "A scheduler is running on this host." : "No scheduler is running on this host.";
  printResult(json, here, () => formatStatus(isRunning ? "healthy" : "unhealthy", text));
}
