import { defineTask } from "@aegis-stack/runtime/queue";
import { z } from "zod";

/** Writes a report on the state of the application: an example of a task, from its contract to its result. */
export const writeSystemReport = defineTask({
  name: "write-system-report",
  description: "Writes a report on the state of the application",
  queue: "system",
  payload: z.object({ title: z.string().trim().min(1).max(100).default("System report") }),
  result: z.object({
    title: z.string(),
    status: z.string(),
    /** How many checks are not well. */
    troubles: z.number(),
    /** Markdown. */
    text: z.string(),
  }),
  attempts: 3,
  timeout: "30s",
});
