import type {
  EmbeddingModelV4,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
  ProviderV4,
} from "@ai-sdk/provider";
import { NoSuchModelError } from "@ai-sdk/provider";
import { type DevelopmentResponse, decideResponse } from "./development-response.ts";
import { createEmbedding } from "./embedding.ts";

/** As most tokenizers have it for English. */
const CHARACTERS_PER_TOKEN = 4;

/** Texts that one request may embed. */
const MAX_EMBEDDINGS_PER_CALL = 256;

/** The models of the development provider. @param application the name of the application */
export const createDevelopmentModels = (application: string): ProviderV4 => ({
  specificationVersion: "v4",
  languageModel: (modelId) => createModel(application, modelId),
  embeddingModel: createEmbeddingModel,
  imageModel: (modelId) => {
    throw new NoSuchModelError({ modelId, modelType: "imageModel" });
  },
});

function createModel(application: string, modelId: string): LanguageModelV4 {
  const respond = (options: LanguageModelV4CallOptions) => {
    options.abortSignal?.throwIfAborted();
    const decided = decideResponse(application, options);
    return { decided, usage: countTokens(options, decided), finishReason: finishOf(decided) };
  };
  return {
    specificationVersion: "v4",
    provider: "development",
    modelId,
    supportedUrls: {},
    doGenerate: async (options) => {
      const { decided, usage, finishReason } = respond(options);
      return { content: [toContent(decided)], finishReason, usage, warnings: [] };
    },
    doStream: async (options) => {
      const { decided, usage, finishReason } = respond(options);
      const parts: LanguageModelV4StreamPart[] = [
        { type: "stream-start", warnings: [] },
        ...toParts(decided),
        { type: "finish", usage, finishReason },
      ];
      return { stream: ReadableStream.from(parts) };
    },
  };
}

/** The ids of calls need to differ within one answer only. */
const toContent = (response: DevelopmentResponse): LanguageModelV4Content =>
  response.kind === "text"
    ? { type: "text", text: response.text }
    : {
        type: "tool-call",
        toolCallId: `call-${response.name}`,
        toolName: response.name,
        input: response.input,
      };

function toParts(response: DevelopmentResponse): LanguageModelV4StreamPart[] {
  if (response.kind === "tool") {
    const id = `call-${response.name}`;
    return [
      { type: "tool-input-start", id, toolName: response.name },
      { type: "tool-input-delta", id, delta: response.input },
      { type: "tool-input-end", id },
      { type: "tool-call", toolCallId: id, toolName: response.name, input: response.input },
    ];
  }
  // A word at a time, as providers send them.
  const words = response.text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
  return [
    { type: "text-start", id: "text" },
    ...words.map((delta) => ({ type: "text-delta" as const, id: "text", delta })),
    { type: "text-end", id: "text" },
  ];
}

const finishOf = ({ kind }: DevelopmentResponse): LanguageModelV4FinishReason =>
  kind === "text" ? { unified: "stop", raw: undefined } : { unified: "tool-calls", raw: undefined };

function countTokens(
  { prompt }: LanguageModelV4CallOptions,
  response: DevelopmentResponse,
): LanguageModelV4Usage {
  const input = countText(JSON.stringify(prompt));
  const output = countText(response.kind === "text" ? response.text : response.input);
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  };
}

const countText = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

const createEmbeddingModel = (modelId: string): EmbeddingModelV4 => ({
  specificationVersion: "v4",
  provider: "development",
  modelId,
  maxEmbeddingsPerCall: MAX_EMBEDDINGS_PER_CALL,
  supportsParallelCalls: true,
  doEmbed: async ({ values }) => ({
    embeddings: values.map(createEmbedding),
    usage: { tokens: values.reduce((sum, value) => sum + countText(value), 0) },
    warnings: [],
  }),
});
