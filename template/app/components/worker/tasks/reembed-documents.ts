import { createReembedHandler } from "@aegis-stack/runtime/ai/tasks";
import { documents } from "#app/services/ai/index.ts";
import { reembedDocuments as contract } from "#app/services/ai/reembed-documents.ts";

export const reembedDocuments = createReembedHandler(contract, documents);
