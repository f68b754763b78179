import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../http/index.ts";
import type { Cache } from "./cache.ts";
import { cacheReport } from "./report.ts";

const about = { security: [{ operators: [] }], tags: ["cache"] };

const body = z.object({ tag: z.string().min(1).max(200).optional() });

/** The cache, as the process that responds sees it. */
export function createCacheRoutes(
  cache: Pick<Cache, "stats" | "clear" | "invalidateTag">,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/cache",
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
      "/cache/clear",
      {
        config: { audit: { action: "cache clear", target: "tag" } },
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
}
