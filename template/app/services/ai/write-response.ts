import { createResponseTask } from "@aegis-stack/runtime/ai/tasks";

/** Writes an answer in the background: its conversation streams it to every reader that comes. */
export const writeResponse = createResponseTask();
