import { z } from "zod";
import type { ContractReport, QueuesReport, TasksReport } from "../../queue/index.ts";
import type { OverseerTasks } from "../capabilities.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { type FormFields, handleForm } from "./handle-form.ts";
import type { PageRequest, PageServices } from "./page-request.ts";
import type { FormAction, FormOutcome, Report } from "./report.ts";

/** Failed tasks on the worker's page. */
const MAX_FAILED_TASKS = 20;

/** What the worker's page shows. */
export interface WorkerPage {
  readAt: number;
  ask: string;
  report: Attempt<QueuesReport>;
  failed: Attempt<TasksReport>;
  contracts: readonly Omit<ContractReport, "payload">[];
}

/** Null without a worker. */
export async function loadWorker({ capabilities: { tasks } }: PageServices): Promise<WorkerPage | null> {
  if (!tasks) return null;
  const [report, failed] = await Promise.all([
    attempt(() => tasks.queues()),
    attempt(() => tasks.list({ state: "failed", limit: MAX_FAILED_TASKS })),
  ]);
  const contracts = tasks.contracts().map(({ payload: _form, ...contract }) => contract);
  return { readAt: Date.now(), ask: crypto.randomUUID(), report, failed, contracts };
}

const name = z.string().min(1).max(200);

const workerForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["pause", "resume", "drain"]), queue: name }),
  z.object({ intent: z.enum(["retry", "discard", "cancel"]), task: name }),
  z.object({ intent: z.enum(["retry-all", "discard-all"]) }),
]);
type WorkerForm = z.infer<typeof workerForm>;

/** Null without a worker. */
export async function submitWorker(
  services: PageServices,
  request: PageRequest,
  fields: FormFields,
): Promise<FormOutcome | null> {
  const { tasks } = services.capabilities;
  if (!tasks) return null;
  return handleForm(services, request, fields, {
    schema: workerForm,
    run: (form) => operate(tasks, form),
    describe,
  });
}

/** Queue or task that a form is about. */
const targetOf = (form: WorkerForm): string =>
  "queue" in form ? form.queue : "task" in form ? form.task : "";

function describe(form: WorkerForm): FormAction {
  const about = targetOf(form);
  if ("queue" in form) return { action: `queues ${form.intent}`, about };
  if ("task" in form) return { action: `tasks ${form.intent}`, about };
  return { action: form.intent === "retry-all" ? "tasks retry" : "tasks discard", about: "" };
}

async function operate(tasks: OverseerTasks, form: WorkerForm): Promise<Report> {
  const done = (message: string): Report => ({ kind: "done", about: targetOf(form), message, hint: "" });
  switch (form.intent) {
    case "pause":
      await tasks.pause(form.queue);
      return done(`${form.queue} is paused until it is resumed.`);
    case "resume":
      await tasks.resume(form.queue);
      return done(`${form.queue} is resumed.`);
    case "drain": {
      const { count } = await tasks.drain(form.queue);
      return done(
        `${count} ${count === 1 ? "task" : "tasks"} of ${form.queue} ${count === 1 ? "is" : "are"} deleted.`,
      );
    }
    case "retry":
      await tasks.retry(form.task);
      return done(`${form.task} was enqueued again, with all its attempts.`);
    case "discard":
      await tasks.discard(form.task);
      return done(`${form.task} is discarded.`);
    case "cancel": {
      const { outcome } = await tasks.cancel(form.task);
      return done(CANCELLATION_SENTENCES[outcome]);
    }
    case "retry-all": {
      const { count } = await tasks.retryAll();
      return done(
        `${count} failed ${count === 1 ? "task was" : "tasks were"} enqueued again, with all attempts.`,
      );
    }
    case "discard-all": {
      const { count } = await tasks.discardAll();
      return done(`${count} failed ${count === 1 ? "task is" : "tasks are"} discarded.`);
    }
  }
}

const CANCELLATION_SENTENCES = {
  removed: "The task had not started and is deleted.",
  asked: "Its worker was asked to cancel it.",
  over: "The task had already ended.",
} as const;
