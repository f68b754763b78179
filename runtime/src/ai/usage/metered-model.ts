import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Middleware,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { wrapLanguageModel } from "ai";
import type { FoundModel } from "../models/model-registry.ts";
import {
  beginRequest,
  type CountedRequest,
  estimateTokens,
  type MeteredPurpose,
  type MeterOptions,
} from "./counted-request.ts";
import type { TokenCount } from "./prices.ts";

/** Reserved for an answer whose length is not limited. */
const DEFAULT_OUTPUT_TOKENS = 4_096;

/**
 * Counts every request to a model: its budget is reserved before it is made and settled after it, and a row says what it used. It stands
 * between the SDK and the provider, so each step of a tool loop and each retry counts for itself.
 */
export function createMeteredModel(
  options: MeterOptions,
  purpose: MeteredPurpose,
  { name, provider, model }: FoundModel<LanguageModelV4>,
): LanguageModelV4 {
  const request = { ...purpose, provider, model: name };
  const middleware: LanguageModelV4Middleware = {
    specificationVersion: "v4",
    wrapGenerate: async ({ doGenerate, params }) => {
      const counted = await beginRequest(options, request, estimateRequest(params));
      try {
        const result = await doGenerate();
        counted.sawOutput();
        await counted.end("done", readUsage(result.usage));
        return result;
      } catch (error) {
        await counted.fail(error);
        throw error;
      }
    },
    wrapStream: async ({ doStream, params }) => {
      const counted = await beginRequest(options, request, estimateRequest(params));
      try {
        const result = await doStream();
        return { ...result, stream: countStream(result.stream, counted) };
      } catch (error) {
        await counted.fail(error);
        throw error;
      }
    },
  };
  return wrapLanguageModel({ model, middleware });
}

const estimateRequest = ({
  prompt,
  tools = [],
  maxOutputTokens,
}: LanguageModelV4CallOptions): TokenCount => ({
  input: estimateTokens(JSON.stringify([prompt, tools]).length),
  cachedInput: 0,
  output: maxOutputTokens ?? DEFAULT_OUTPUT_TOKENS,
});

function readUsage(usage: LanguageModelV4Usage | undefined): TokenCount | undefined {
  const input = usage?.inputTokens.total;
  const output = usage?.outputTokens.total;
  if (input === undefined || output === undefined) return undefined;
  return { input, cachedInput: usage?.inputTokens.cacheRead ?? 0, output };
}

/** Passes a stream on and counts it, however it ends: whole, broken off, or given up by its reader. */
function countStream(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  counted: CountedRequest,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = stream.getReader();
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) {
            await counted.end("done");
            return controller.close();
          }
          // To wait for each of many texts would cost more than to count it.
          const writing = count(value, counted);
          if (writing !== undefined) await writing;
          controller.enqueue(value);
        } catch (error) {
          // As a part and not as the end of the stream: then the SDK keeps what came before.
          await counted.fail(error);
          controller.enqueue({ type: "error", error });
          controller.close();
        }
      },
      async cancel(reason) {
        await counted.end("cancelled");
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

function count(part: LanguageModelV4StreamPart, counted: CountedRequest): Promise<void> | undefined {
  if (part.type === "text-delta" || part.type === "reasoning-delta" || part.type === "tool-input-delta")
    counted.sawOutput(part.delta.length);
  else if (part.type === "tool-call") counted.sawOutput();
  else if (part.type === "finish") return counted.end("done", readUsage(part.usage));
  else if (part.type === "error") return counted.fail(part.error);
  return undefined;
}
