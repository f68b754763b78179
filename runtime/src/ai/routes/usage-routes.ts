import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemResponses } from "../../http/index.ts";
import { findFirstDay } from "../usage/first-day.ts";
import type { RouteContext } from "./context.ts";
import { modelList, usageQuery, usageReport } from "./schemas.ts";

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
        const since = findFirstDay(now(), request.query.days);
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
