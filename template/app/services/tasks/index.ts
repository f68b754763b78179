import { queue } from "#app/core/queue.ts";
import { contracts } from "./contracts.ts";

/** What operators see and do with the tasks of this application. */
export const taskOperations = queue.operations(contracts);
