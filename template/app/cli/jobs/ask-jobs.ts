import { jobReport, jobsReport, jobWithHistory, runReport } from "@aegis-stack/runtime/scheduler";
import { askServer } from "#app/cli/ask-server.ts";
import type { Jobs } from "./access.ts";

/**
 * The jobs of the server that runs on this machine, which alone knows them: it keeps them in memory.
 *
 * @param url its address, no slash at the end
 */
export function askJobs(url?: string, password?: string): Jobs {
  const ask = askServer({ url, password, holds: "the jobs" });
  const job = (id: string, action = "") => `/jobs/${encodeURIComponent(id)}${action}`;
  const post = { method: "POST" } as const;
  return {
    list: () => ask(jobsReport, "/jobs"),
    show: (id) => ask(jobWithHistory, job(id)),
    run: (id) => ask(runReport, job(id, "/run"), post),
    pause: (id) => ask(jobReport, job(id, "/pause"), post),
    resume: (id) => ask(jobReport, job(id, "/resume"), post),
    schedulers: async () => (await ask(jobsReport, "/jobs")).schedulers,
  };
}
