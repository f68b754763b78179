import type { Task } from "#app/core/queue/task/task.ts";
import { loadTestTask } from "#app/services/load-test/load-test-task.ts";
import { sendMail } from "#app/services/mail/delivery/send-mail-task.ts"; // aegis:mail
import { writeSystemReport } from "#app/services/system/system-report/write-system-report.ts";

/** The contract of every task, for those who enqueue one by its name. */
export const contracts: readonly Task[] = [
  // One line for each, so that a new one changes no other.
  writeSystemReport,
  loadTestTask,
  sendMail, // aegis:mail
];
