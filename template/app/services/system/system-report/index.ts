import { health } from "#app/services/system/health/index.ts";
import { SystemReportService } from "./system-report-service.ts";

/** Reports on this application. */
export const systemReports = new SystemReportService(health);
