import { createResponseHandler } from "@aegis-stack/runtime/ai/tasks";
import { ai } from "#app/services/ai/index.ts";
import { writeResponse as contract } from "#app/services/ai/write-response.ts";

export const writeResponse = createResponseHandler(contract, ai);
