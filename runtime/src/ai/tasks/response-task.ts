import { z } from "zod";
import { defineTask } from "../../queue/index.ts";
import type { Duration } from "../../time/index.ts";
import type { ResponsePayload } from "../background/background-options.ts";

/** What can be chosen of the task. */
export interface ResponseTaskOptions {
  /** How long a worker may take for one answer. Default: 65m, a little longer than AI_TIMEOUT can be. */
  readonly timeout?: Duration;
}

const payload = z.object({
  response: z.string(),
  caller: z.object({
    kind: z.enum(["user", "visitor", "system"]),
    id: z.string(),
    name: z.string().optional(),
    network: z.string().optional(),
  }),
  conversation: z.string(),
  text: z.string(),
  model: z.string(),
}) satisfies z.ZodType<ResponsePayload>;

/**
 * Creates the contract of the task that writes an answer in the background: `background.enqueue` of `createAi` enqueues it. A second
 * attempt does not ask the provider again: it ends an answer whose worker died.
 */
export const createResponseTask = ({ timeout = "65m" }: ResponseTaskOptions = {}) =>
  defineTask({
    name: "write-response",
    description: "Answers a message of a conversation",
    queue: "system",
    payload,
    attempts: 2,
    timeout,
    // The payload holds what a user wrote; the conversation has it, and deletes it with itself.
    retention: { completed: { age: "10m", count: 200 }, failed: { age: "1h", count: 200 } },
  });
