import { z } from "zod";
import { tasks } from "#app/services/tasks/index.ts";
import type { Deed, Report } from "../actions/report.ts";

const name = z.string().min(1).max(200);

/** What the forms about queues and tasks hold. */
export const askedOfWorker = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["pause", "resume", "drain"]), queue: name }),
  z.object({ intent: z.enum(["retry", "discard", "cancel"]), task: name }),
  z.object({ intent: z.enum(["retry-all", "discard-all"]) }),
]);
export type AskedOfWorker = z.infer<typeof askedOfWorker>;

/** The name of what a form speaks of. */
export const aboutOf = (asked: AskedOfWorker): string =>
  "queue" in asked ? asked.queue : "task" in asked ? asked.task : "";

/** How the audit log names what a form does: as the command and the route do. */
export function deedOf(asked: AskedOfWorker): Deed {
  const about = aboutOf(asked);
  if ("queue" in asked) return { action: `queues ${asked.intent}`, about };
  if ("task" in asked) return { action: `tasks ${asked.intent}`, about };
  return { action: asked.intent === "retry-all" ? "tasks retry" : "tasks discard", about: "" };
}

/** Does what was asked for. @throws AppError `tasks.*`, `queues.*`, `queue.unavailable` */
export async function operate(asked: AskedOfWorker): Promise<Report> {
  const done = (what: string): Report => ({ kind: "done", about: aboutOf(asked), what, todo: "" });
  switch (asked.intent) {
    case "pause":
      await tasks.pause(asked.queue);
      return done(`${asked.queue} is paused until it is resumed.`);
    case "resume":
      await tasks.resume(asked.queue);
      return done(`${asked.queue} goes on.`);
    case "drain": {
      const { count } = await tasks.drain(asked.queue);
      return done(`${count} ${count === 1 ? "task" : "tasks"} of ${asked.queue} are forgotten.`);
    }
    case "retry":
      await tasks.retry(asked.task);
      return done(`${asked.task} runs again, with all its attempts.`);
    case "discard":
      await tasks.discard(asked.task);
      return done(`${asked.task} is forgotten.`);
    case "cancel": {
      const { outcome } = await tasks.cancel(asked.task);
      return done(CANCELLED[outcome]);
    }
    case "retry-all": {
      const { count } = await tasks.retryAll();
      return done(`${count} failed tasks run again, with all their attempts.`);
    }
    case "discard-all": {
      const { count } = await tasks.discardAll();
      return done(`${count} failed tasks are forgotten.`);
    }
  }
}

const CANCELLED = {
  removed: "It was not begun, and is forgotten.",
  asked: "Its worker was asked to stop it.",
  over: "It was over already.",
} as const;
