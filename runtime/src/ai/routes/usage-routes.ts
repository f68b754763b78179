import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemResponses } from "../../http/index.ts";
import type { RouteContext } from "./context.ts";
import { modelList, usageQuery, usageReport } from "./schemas.ts";

const DAY_MS = 86_400_000;

/** What a caller may ask, and what it has used. */
export const createUsageRoutes =
  ({ service, getCaller, about, isPersistent, now }: RouteContext): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/models",
      {
        schema: {
          ...about,
          summary: "The models that you may choose",
          response: { 200: modelList, ...problemResponses },
        },
      },
      async () => ({ models: [...service.models()], isPersistent }),
    );

    app.get(
      "/usage",
      {
        schema: {
          ...about,
          summary: "What you have used, by day and model, and your budget of today",
          querystring: usageQuery,
          response: { 200: usageReport, ...problemResponses },
        },
      },
      async (request) => {
        const caller = getCaller(request);
        // Days begin at midnight UTC, as those of budgets do; today is one of them.
        const today = now() - (now() % DAY_MS);
        const since = new Date(today - (request.query.days - 1) * DAY_MS).toISOString();
        const { used, limit } = await service.budget(caller);
        const { totals } = await service.usageSummary(since, caller);
        return {
          usage: [...totals],
          budget: {
            usedTokens: used.tokens,
            limitTokens: limit.tokens,
            usedMicroUsd: used.microUsd,
            limitMicroUsd: limit.microUsd ?? null,
          },
        };
      },
    );
  };
