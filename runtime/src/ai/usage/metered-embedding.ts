import type { EmbeddingModelV4 } from "@ai-sdk/provider";
import { wrapEmbeddingModel } from "ai";
import type { FoundModel } from "../models/model-registry.ts";
import { beginRequest, estimateTokens, type MeteredPurpose, type MeterOptions } from "./counted-request.ts";

/** Counts every request that embeds texts as `createMeteredModel` counts those that answer. A vector has no tokens of output. */
export function createMeteredEmbedding(
  options: MeterOptions,
  purpose: MeteredPurpose,
  { name, provider, model }: FoundModel<EmbeddingModelV4>,
): EmbeddingModelV4 {
  const request = { ...purpose, provider, model: name };
  return wrapEmbeddingModel({
    model,
    middleware: {
      specificationVersion: "v4",
      wrapEmbed: async ({ doEmbed, params }) => {
        const characters = params.values.reduce((sum, value) => sum + value.length, 0);
        const estimate = { input: estimateTokens(characters), cachedInput: 0, output: 0 };
        const counted = await beginRequest(options, request, estimate);
        try {
          const result = await doEmbed();
          counted.sawOutput();
          await counted.end("done", result.usage && { ...estimate, input: result.usage.tokens });
          return result;
        } catch (error) {
          await counted.fail(error);
          throw error;
        }
      },
    },
  });
}
