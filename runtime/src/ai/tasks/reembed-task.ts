import { z } from "zod";
import { defineTask, type Handler, handle, type Task } from "../../queue/index.ts";
import type { ReembedOptions } from "../rag/reembed-options.ts";

/** What embeds documents again: a `Rag`, or a part of one. */
export interface ReembeddedDocuments {
  readonly service: { reembed(options: ReembedOptions): Promise<number> };
}

/** Creates the contract of the task that embeds documents again after a change of the model. */
export const createReembedTask = () =>
  defineTask({
    name: "reembed-documents",
    description: "Embeds documents again that were embedded by another model",
    queue: "system",
    payload: z.object({}),
    attempts: 5,
    backoff: { initial: "1m", max: "1h" },
    timeout: "1h",
  });

/** Creates its handler. What is done stays done, so that the next attempt continues. */
export const createReembedHandler = (
  task: Task<z.ZodType<object>>,
  { service }: ReembeddedDocuments,
): Handler =>
  handle(task, async (_, { signal, progress }) => ({
    embedded: await service.reembed({ signal, onProgress: progress }),
  }));
