import { handle } from "@aegis-stack/runtime/queue";
import { documents } from "#app/services/ai/index.ts";
import { reembedDocuments as contract } from "#app/services/ai/reembed-documents.ts";

export const reembedDocuments = handle(contract, async (_, { signal, progress }) => ({
  embedded: await documents.service.reembed({ signal, onProgress: progress }),
}));
