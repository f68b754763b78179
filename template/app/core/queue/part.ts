import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { queue } from "./index.ts";

/** The queues as a part of a process: nothing is opened before it is used, and all of it let go at the end. */
export const queuePart: Part = {
  name: "queue",
  stop: () => queue.close(),
};
