import type { TaskReport, TimelineEntry } from "../../../queue/index.ts";
import type { MarkStatus } from "../ui/status-mark.tsx";

interface Mark {
  status: MarkStatus;
  word: string;
}

const STATE_WORDS: Record<TaskReport["state"], Mark> = {
  waiting: { status: "none", word: "Waiting" },
  delayed: { status: "none", word: "Delayed" },
  active: { status: "info", word: "Active" },
  completed: { status: "healthy", word: "Completed" },
  failed: { status: "unhealthy", word: "Failed" },
};

/** The status of a task. */
export const markOfTask = ({ state }: Pick<TaskReport, "state">): Mark => STATE_WORDS[state];

/** The status of an entry of the timeline. */
export function statusOfEntry({ kind }: Pick<TimelineEntry, "kind">): MarkStatus {
  if (kind === "completed") return "healthy";
  return kind === "enqueued" || kind === "started" ? "none" : "warning";
}

/** The first line of an error, for lists. */
export const firstLine = (error: string | null): string => error?.split("\n")[0] ?? "";
