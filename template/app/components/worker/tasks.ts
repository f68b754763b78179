import type { Handler } from "#app/core/queue/work/handler.ts";
import { runLoadTest } from "./tasks/load-test.ts";
import { sendMail } from "./tasks/send-mail.ts"; // aegis:mail
import { writeSystemReport } from "./tasks/write-system-report.ts";

/** What the worker does for each contract of `app/services/tasks/contracts.ts`. */
export const handlers: readonly Handler[] = [
  // One line for each, so that a new one changes no other.
  writeSystemReport,
  runLoadTest,
  sendMail, // aegis:mail
];
