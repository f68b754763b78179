import { cacheReport } from "@aegis-stack/runtime/cache";
import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";

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
        response: { 200: cacheReport, ...problemResponses },
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
        response: { 200: z.object({ everywhere: z.boolean() }), ...problemResponses },
      },
    },
    async ({ body: { tag } }) => ({
      everywhere: await (tag === undefined ? cache.clear() : cache.invalidateTag(tag)),
    }),
  );
};
