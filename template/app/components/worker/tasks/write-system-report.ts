import { handle } from "#app/core/queue/work/handler.ts";
import { systemReports } from "#app/services/system/system-report/index.ts";
import { writeSystemReport as contract } from "#app/services/system/system-report/write-system-report.ts";

export const writeSystemReport = handle(contract, ({ title }) => systemReports.write(title));
