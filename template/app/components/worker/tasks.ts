import { type Handler, loadTestHandler } from "@aegis-stack/runtime/queue";
import { reembedDocuments } from "./tasks/reembed-documents.ts";
import { sendMail } from "./tasks/send-mail.ts";
import { writeResponse } from "./tasks/write-response.ts";
import { writeSystemReport } from "./tasks/write-system-report.ts";

/** The handler of each contract of `app/services/tasks/contracts.ts`. */
export const handlers: readonly Handler[] = [
  // One line for each, so that a new one changes no other.
  writeSystemReport,
  loadTestHandler,
  sendMail, // aegis:mail
  reembedDocuments, // aegis:ai=rag
  writeResponse, // aegis:ai&database
];
