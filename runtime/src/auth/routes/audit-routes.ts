import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../http/index.ts";
import { auditReport } from "../audit/audit-report.ts";
import type { AuditLog } from "../auth.ts";

const query = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  search: z
    .string()
    .max(254)
    .optional()
    .meta({ description: "A part of who did it, of the action or of what it was done to" }),
  outcome: z.enum(["done", "failed"]).optional(),
  before: z.string().max(64).optional().meta({ description: "The id of the last one on the page before" }),
});

/** Creates the route of the audit log, for operators. */
export function createAuditRoutes(audit: Pick<AuditLog, "list">): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/audit",
      {
        schema: {
          security: [{ operators: [] }, { session: [] }],
          tags: ["audit"],
          summary: "What operators have done, the newest first",
          querystring: query,
          response: { 200: auditReport, ...problemResponses },
        },
      },
      (request) => audit.list(request.query),
    );
  };
}
