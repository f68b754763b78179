import type { RequestServer } from "../../commands/index.ts";
import { jobReport, jobsReport, jobWithHistory, runReport } from "../report.ts";
import type { Scheduler } from "../scheduler.ts";

/** What the commands do with jobs, wherever these are. */
export type Jobs = Pick<Scheduler, "list" | "show" | "run" | "pause" | "resume" | "schedulers">;

/** The jobs of the server that runs on this machine, which alone has them: it keeps them in memory. */
export function createRequestedJobs(request: RequestServer): Jobs {
  const pathOf = (id: string, action = "") => `/jobs/${encodeURIComponent(id)}${action}`;
  const post = { method: "POST" } as const;
  return {
    list: () => request(jobsReport, "/jobs"),
    show: (id) => request(jobWithHistory, pathOf(id)),
    run: (id) => request(runReport, pathOf(id, "/run"), post),
    pause: (id) => request(jobReport, pathOf(id, "/pause"), post),
    resume: (id) => request(jobReport, pathOf(id, "/resume"), post),
    schedulers: async () => (await request(jobsReport, "/jobs")).schedulers,
  };
}
