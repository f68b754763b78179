import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { sampleItemOverview, sampleItemService } from "#app/services/sample-item/sample-item-service.ts";
// import { z } from "zod"; // aegis:!service

export const sampleItemRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    "",
    {
      schema: {
        tags: ["sample-item"],
        summary: "Sample item: the overview",
        response: { 200: sampleItemOverview, ...problemResponses }, // aegis:service
        // response: { 200: z.object({ name: z.string(), at: z.iso.datetime() }), ...problemResponses }, // aegis:!service
      },
    },
    () => sampleItemService.overview(), // aegis:service
    // () => ({ name: "sample-item", at: new Date().toISOString() }), // aegis:!service
  );
};
