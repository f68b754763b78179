import type { z } from "zod";
import { type Handler, handle, type Task } from "../../queue/index.ts";
import type { AiService } from "../ai-service.ts";
import type { ResponsePayload } from "../background/background-options.ts";

/** Creates the handler of the task that `createResponseTask` defines. */
export const createResponseHandler = (
  task: Task<z.ZodType<ResponsePayload>>,
  ai: { readonly service: Pick<AiService, "respondInBackground"> },
): Handler => handle(task, (payload, { signal }) => ai.service.respondInBackground(payload, signal));
