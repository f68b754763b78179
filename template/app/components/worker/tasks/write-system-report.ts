import { createSystemReport } from "@aegis-stack/runtime/operations";
import { handle } from "@aegis-stack/runtime/queue";
import { application } from "#app/application.ts";
import { writeSystemReport as contract } from "#app/services/system/system-report/write-system-report.ts";

export const writeSystemReport = handle(contract, ({ title }) =>
  createSystemReport(application.health, title),
);
