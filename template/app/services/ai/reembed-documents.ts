import { defineTask } from "@aegis-stack/runtime/queue";
import { z } from "zod";

/** Embeds the documents of another model again; what is done stays done, so the next attempt continues. */
export const reembedDocuments = defineTask({
  name: "reembed-documents",
  description: "Embeds documents again that were embedded by another model",
  queue: "system",
  payload: z.object({}),
  attempts: 5,
  backoff: { initial: "1m", max: "1h" },
  timeout: "1h",
});
