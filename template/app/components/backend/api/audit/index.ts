import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { auditReport } from "#app/services/auth/audit/report.ts";

const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  search: z
    .string()
    .max(254)
    .optional()
    .meta({ description: "A part of who did it, of the action or of what it was done to" }),
  outcome: z.enum(["done", "failed"]).optional(),
  before: z.string().max(64).optional().meta({ description: "The id of the last one on the page before" }),
});

/** What operators have done. For operators. */
export const auditRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  app.addHook("preParsing", operatorsOnly(services));

  app.get(
    "",
    {
      schema: {
        security: [{ operators: [] }, { session: [] }],
        tags: ["audit"],
        summary: "What operators have done, the newest first",
        querystring: page,
        response: { 200: auditReport, ...problemResponses },
      },
    },
    ({ query }) => services.audit.list(query),
  );
};
