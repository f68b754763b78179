import { enqueue } from "#app/core/queue/index.ts";
import type { Deliver } from "./delivery.ts";
import { sendMail } from "./send-mail-task.ts";

/** Leaves it to the worker. Inside of a transaction that happens once it has committed, or not at all. */
export const byWorker: Deliver = async (letter) => {
  await enqueue(sendMail, letter);
  return { id: letter.id, outcome: "queued" };
};
