import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Middleware,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { wrapLanguageModel } from "ai";
import type { FoundModel } from "../models/model-registry.ts";
import type { ResponseLimits } from "../models/response-limits.ts";
import {
  beginRequest,
  type CountedRequest,
  estimateTokens,
  type MeteredPurpose,
  type MeterOptions,
} from "./counted-request.ts";
import type { TokenCount } from "./prices.ts";
import { type RequestTimer, startRequestTimer } from "./request-timer.ts";

/** Reserved for an answer whose length is not limited. */
const DEFAULT_OUTPUT_TOKENS = 4_096;

/** What requests to models are counted and limited with. */
export interface MeteredModelOptions extends MeterOptions {
  readonly limits: Pick<ResponseLimits, "stallTimeoutMs">;
}

/** What comes before a model has begun: that it thinks is a beginning, since many do not show what. */
const OPENING_PARTS: ReadonlySet<LanguageModelV4StreamPart["type"]> = new Set([
  "stream-start",
  "response-metadata",
  "raw",
  "text-start",
  "tool-input-start",
]);

/**
 * Counts every request to a model: its budget is reserved before it is made and settled after it, and a row says what it used. It stands
 * between the SDK and the provider, so each step of a tool loop and each retry counts for itself. A response in parts has to begin within the stall timeout: the SDK
 * measures only from one output to the next, or from the headers on.
 */
export function createMeteredModel(
  options: MeteredModelOptions,
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
    wrapStream: async ({ model: inner, params }) => {
      const counted = await beginRequest(options, request, estimateRequest(params));
      const timer = startRequestTimer(params.abortSignal, options.limits.stallTimeoutMs);
      try {
        const result = await timer.wait(inner.doStream({ ...params, abortSignal: timer.signal }));
        return { ...result, stream: countStream(result.stream, counted, timer) };
      } catch (error) {
        timer.end();
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
  timer: RequestTimer,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = stream.getReader();
  let hasBegun = false;

  async function readOpening() {
    const part = await timer.wait(reader.read());
    if (part.done || !OPENING_PARTS.has(part.value.type)) {
      hasBegun = true;
      timer.stop();
    }
    return part;
  }

  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          const { done, value } = await (hasBegun ? reader.read() : readOpening());
          if (done) {
            timer.end();
            await counted.end("done");
            return controller.close();
          }
          // To wait for each of many texts would cost more than to count it.
          const writing = count(value, counted);
          if (writing !== undefined) await writing;
          controller.enqueue(value);
        } catch (error) {
          timer.end();
          // A provider that does not heed the signal.
          reader.cancel(error).catch(() => {});
          // As a part and not as the end of the stream: then the SDK keeps what came before.
          await counted.fail(error);
          controller.enqueue({ type: "error", error });
          controller.close();
        }
      },
      async cancel(reason) {
        timer.end();
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
