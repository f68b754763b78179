import { z } from "zod";
import { tasks } from "#app/services/tasks/index.ts";
import type { ContractReport } from "#app/services/tasks/report.ts";
import type { Report } from "../actions/report.ts";
import { payloadOf } from "./fields.ts";

/** What the form about a contract holds: its own fields besides, whose names begin with `field.`. */
export const askedToEnqueue = z
  .object({
    intent: z.literal("enqueue"),
    delay: z
      .string()
      .regex(/^\d{0,8}$/)
      .default(""),
  })
  .catchall(z.string().max(300_000));

export const contractOf = (name: string): ContractReport | undefined =>
  tasks.contracts().find((contract) => contract.name === name);

/** Enqueues a task of this contract. @throws AppError `tasks.*`, `queue.unavailable` */
export async function enqueueBy(
  { name, payload }: ContractReport,
  { delay, ...sent }: z.infer<typeof askedToEnqueue>,
): Promise<Report> {
  const { taskId, outcome } = await tasks.enqueue(name, payloadOf(payload, sent), {
    delay: Number(delay) * 1_000,
  });
  const what =
    outcome === "skipped"
      ? `An equal one is on its way already: ${taskId}.`
      : `${taskId} was enqueued in its queue.`;
  return { kind: "done", about: taskId, what, todo: "" };
}
