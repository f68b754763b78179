export type { ResponsePayload } from "../background/background-options.ts";
export { createReembedHandler, createReembedTask, type ReembeddedDocuments } from "./reembed-task.ts";
export { createResponseHandler } from "./response-handler.ts";
export { createResponseTask, type ResponseTaskOptions } from "./response-task.ts";
