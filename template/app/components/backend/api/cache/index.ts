import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problems } from "#app/components/backend/errors/problem.ts";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { cacheReport } from "#app/services/cache/report.ts";

const about = { security: [{ operators: [] }], tags: ["cache"] };

const body = z.object({ tag: z.string().min(1).max(200).optional() });

/** The cache, as the process that answers sees it. For operators. */
export const cacheRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { cache } = services;
  app.addHook("preParsing", operatorsOnly(services));

  app.get(
    "",
    {
      schema: {
        ...about,
        summary: "What this process has seen of the cache since it started",
        response: { 200: cacheReport, ...problems },
      },
    },
    () => cache.stats(),
  );

  app.post(
    "/clear",
    {
      config: { audit: { action: "cache clear", target: "tag" } }, // aegis:auth
      schema: {
        ...about,
        summary: "Clears the cache in all processes that share it, or deletes the values with a tag",
        body,
        response: { 200: z.object({ everywhere: z.boolean() }), ...problems },
      },
    },
    async ({ body: { tag } }) => ({
      everywhere: await (tag === undefined ? cache.clear() : cache.invalidateTag(tag)),
    }),
  );
};
