import { defineTask } from "@aegis-stack/runtime/queue";
import { z } from "zod";
import { sampleItemOverview } from "./sample-item-service.ts";

/** Enqueue it from anywhere: await queue.enqueue(sampleItemTask, {}). */
export const sampleItemTask = defineTask({
  name: "sample-item",
  description: "Returns the overview; replace it with your own work",
  queue: "system",
  payload: z.object({}),
  result: sampleItemOverview, // aegis:service
  // result: z.object({ name: z.string(), at: z.iso.datetime() }), // aegis:!service
  timeout: "1m",
});
