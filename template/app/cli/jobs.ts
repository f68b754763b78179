import type { Command } from "@aegis-stack/runtime/commands";
import { withJobs } from "./jobs/access.ts";
import { historyTable, jobsTable, jobText } from "./jobs/format.ts";
import { marked, print, printJson } from "./terminal.ts";

interface Options {
  json?: boolean;
}

export const mutates: Record<string, boolean> = {
  list: false,
  show: false,
  history: false,
  run: true,
  pause: true,
  resume: true,
};
mutates.alive = false; // aegis:scheduler=database

export function configure(command: Command): void {
  const add = (words: string, summary: string) =>
    command.command(words).description(summary).option("--json", "answer in JSON");

  add("list", "List the jobs: schedule, next run, last run").action(({ json }: Options) =>
    withJobs(async (jobs) => {
      const report = await jobs.list();
      answer(json, report, () => jobsTable(report, Date.now()));
    }),
  );
  add("show <id>", "Show a job's next five runs and its last run").action((id: string, { json }: Options) =>
    withJobs(async (jobs) => {
      const { job } = await jobs.show(id);
      answer(json, job, () => jobText(job, Date.now()));
    }),
  );
  add("history <id>", "List a job's runs, newest first").action((id: string, { json }: Options) =>
    withJobs(async (jobs) => {
      const { history } = await jobs.show(id);
      answer(json, history, () => historyTable(history));
    }),
  );
  add("run <id>", "Run a job now, outside of its schedule").action((id: string, { json }: Options) =>
    withJobs(async (jobs) => {
      const run = await jobs.run(id);
      const later = `npx my-app ops jobs history ${id}`;
      answer(json, run, () =>
        marked("healthy", `${id} starts within a second; \`${later}\` tells how it went.`),
      );
    }),
  );
  add("pause <id>", "Let a job's ticks pass by until it is resumed").action((id: string, { json }: Options) =>
    withJobs(async (jobs) => {
      const job = await jobs.pause(id);
      answer(json, job, () => marked("healthy", `${id} is paused.`));
    }),
  );
  add("resume <id>", "Go on with a job's next tick").action((id: string, { json }: Options) =>
    withJobs(async (jobs) => {
      const job = await jobs.resume(id);
      answer(json, job, () => marked("healthy", `${id} is resumed; it runs next ${job.next[0] ?? "never"}.`));
    }),
  );
  // #region aegis:scheduler=database
  add("alive", "Report by the exit code whether a scheduler is running on this host").action(
    ({ json }: Options) =>
      withJobs(async (jobs) => {
        const { hostname } = await import("node:os");
        const here = (await jobs.schedulers()).filter(({ host, alive }) => alive && host === hostname());
        process.exitCode = here.length > 0 ? 0 : 1;
        const text =
          here.length > 0 ? "A scheduler is running on this host." : "No scheduler is running on this host.";
        answer(json, here, () => marked(here.length > 0 ? "healthy" : "unhealthy", text));
      }),
  );
  // #endregion aegis:scheduler=database
}

function answer(json: boolean | undefined, value: unknown, written: () => string): void {
  if (json) printJson(value);
  else print(written());
}
