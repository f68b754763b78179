import type { JobReport, RunReport } from "../../../scheduler/index.ts";
import type { MarkStatus } from "../ui/status-mark.tsx";

export interface Mark {
  status: MarkStatus;
  word: string;
}

const RUN_STATUS_WORDS: Record<RunReport["status"], Mark> = {
  waiting: { status: "none", word: "Waiting" },
  running: { status: "info", word: "Running" },
  succeeded: { status: "healthy", word: "Succeeded" },
  failed: { status: "unhealthy", word: "Failed" },
  missed: { status: "warning", word: "Missed" },
  skipped: { status: "warning", word: "Skipped" },
};

/** The status of a run. */
export const markOfRun = ({ status }: Pick<RunReport, "status">): Mark => RUN_STATUS_WORDS[status];

/**
 * The status of a job: of its current run, or else of its last one.
 *
 * @param isServed whether a scheduler is there to start it
 */
export function markOfJob({ state, last }: Pick<JobReport, "state" | "last">, isServed: boolean): Mark {
  if (state === "running" || state === "waiting") return RUN_STATUS_WORDS[state];
  if (state === "paused") return { status: "none", word: "Paused" };
  if (last?.status === "failed") return { status: "unhealthy", word: "Failing" };
  if (state === "over") return { status: "none", word: "Ended" };
  if (!isServed) return { status: "none", word: "No scheduler" };
  return last?.status === "missed"
    ? { status: "warning", word: "Missed" }
    : { status: "healthy", word: "On schedule" };
}

/** Why a run was started. */
export const TRIGGER_WORDS: Record<RunReport["trigger"], string> = {
  schedule: "Scheduled",
  late: "Catch-up",
  request: "Manual",
};
