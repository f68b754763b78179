import { z } from "zod";
import type { OverseerTasks } from "../capabilities.ts";
import { createPayload, type Field, fieldsOf } from "./fields.ts";
import { type FormFields, handleForm } from "./handle-form.ts";
import type { PageRequest, PageServices } from "./page-request.ts";
import type { FormOutcome } from "./report.ts";

/** What the page for enqueueing a task shows. */
export interface EnqueuePage {
  ask: string;
  name: string;
  description: string;
  queue: string;
  attempts: number;
  fields: readonly Field[];
}

const findContract = (tasks: OverseerTasks, name: string) =>
  tasks.contracts().find((contract) => contract.name === name);

/** Null when there is no such contract. */
export async function loadEnqueue(
  { capabilities: { tasks } }: PageServices,
  contract: string,
): Promise<EnqueuePage | null> {
  const found = tasks && findContract(tasks, contract);
  if (!found) return null;
  const { name, description, queue, attempts, payload } = found;
  return { ask: crypto.randomUUID(), name, description, queue, attempts, fields: fieldsOf(payload) };
}

/** The fields of the contract besides, whose names begin with `field.`. */
const enqueueForm = z
  .object({
    intent: z.literal("enqueue"),
    delay: z
      .string()
      .regex(/^\d{0,8}$/)
      .default(""),
  })
  .catchall(z.string().max(300_000));

/** Null when there is no such contract. */
export async function submitEnqueue(
  services: PageServices,
  request: PageRequest,
  contract: string,
  fields: FormFields,
): Promise<FormOutcome | null> {
  const { tasks } = services.capabilities;
  const found = tasks && findContract(tasks, contract);
  if (!found) return null;
  const { name, payload } = found;
  return handleForm(services, request, fields, {
    schema: enqueueForm,
    async run({ delay, ...sent }) {
      const { taskId, outcome } = await tasks.enqueue(name, createPayload(payload, sent), {
        delay: Number(delay) * 1_000,
      });
      const message =
        outcome === "skipped" ? `An equal task is already enqueued: ${taskId}.` : `${taskId} was enqueued.`;
      return { kind: "done", about: taskId, message, hint: "" };
    },
    describe: () => ({ action: "tasks enqueue", about: name }),
  });
}
