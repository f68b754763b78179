import { loadTestTask, type Task } from "@aegis-stack/runtime/queue";
import { reembedDocuments } from "#app/services/ai/reembed-documents.ts";
import { writeResponse } from "#app/services/ai/write-response.ts";
import { sendMail } from "#app/services/mail/send-mail-task.ts";
import { writeSystemReport } from "#app/services/system/system-report/write-system-report.ts";

/** The contract of every task, for enqueueing by name. */
export const contracts = [
  // One line for each, so that a new one changes no other.
  writeSystemReport,
  loadTestTask,
  sendMail, // aegis:mail
  reembedDocuments, // aegis:ai=rag
  writeResponse, // aegis:ai&database
] satisfies Task[];
