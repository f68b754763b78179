import { createReembedTask } from "@aegis-stack/runtime/ai/tasks";

/** Embeds the documents of another model again; what is done stays done, so the next attempt continues. */
export const reembedDocuments = createReembedTask();
