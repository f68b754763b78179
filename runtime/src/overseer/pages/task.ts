import type { TaskWithTimeline } from "../../queue/index.ts";
import { attempt } from "./attempt.ts";
import type { Fault } from "./fault.ts";
import type { PageServices } from "./page-request.ts";

/** Characters of a payload or a result that are shown; the API has the whole. */
const MAX_TEXT_CHARACTERS = 20_000;

/** What the page of a task shows. */
export interface TaskPage {
  readAt: number;
  ask: string;
  id: string;
  shown: (TaskWithTimeline & { texts: readonly { id: string; name: string; text: string }[] }) | null;
  fault: Fault | null;
}

/** Null when there is no such task. */
export async function loadTask(
  { capabilities: { tasks } }: PageServices,
  id: string,
): Promise<TaskPage | null> {
  if (!tasks) return null;
  const { value, fault } = await attempt(() => tasks.show(id));
  if (fault?.code === "tasks.unknown") return null;
  const shown = value && {
    ...value,
    task: { ...value.task, payload: null, result: null, progress: null },
    texts: [
      { id: "payload", name: "Payload", text: formatJson(value.task.payload) },
      {
        id: "progress",
        name: "Progress",
        text: value.task.state === "active" ? formatJson(value.task.progress) : "",
      },
      { id: "result", name: "Result", text: formatJson(value.task.result) },
      {
        id: "failure",
        name: "Last failure",
        text: value.task.state === "completed" ? "" : (value.stacks.at(-1) ?? value.task.error ?? ""),
      },
    ].filter(({ text }) => text !== ""),
  };
  return { readAt: Date.now(), ask: crypto.randomUUID(), id, shown, fault };
}

/** Empty where there is nothing. */
function formatJson(value: unknown): string {
  if (value === null || value === undefined) return "";
  return JSON.stringify(value, null, 2).slice(0, MAX_TEXT_CHARACTERS);
}
