import { defineTool } from "@aegis-stack/runtime/ai";
import { z } from "zod";
import { queue } from "#app/core/queue.ts";
import { writeSystemReport } from "./write-system-report.ts";

/** Lets models have a report written. It writes, so it waits until its caller confirms it. */
export const systemReportTool = defineTool({
  name: "write_system_report",
  description: "Writes a report on the state of the application, as a background task.",
  input: z.object({ title: z.string().trim().min(1).max(100) }),
  effect: "writes",
  describe: ({ title }) => `Write the report “${title}”`,
  run: async ({ title }) => await queue.enqueue(writeSystemReport, { title }),
});
