import { text, type Values } from "../../settings/index.ts";
import type { AiProvider } from "./ai-provider.ts";
import { hostOf, providerAddress } from "./provider-address.ts";

/** What is to be set for a server that speaks the API of OpenAI, such as vLLM, LM Studio or OpenRouter. */
export const openAiCompatibleSettings = {
  /** Where its API is, with the version: https://models.example.com/v1. Not set: its models are not used. */
  OPENAI_COMPATIBLE_URL: providerAddress().optional(),
  /** Its key, where it asks for one. */
  OPENAI_COMPATIBLE_API_KEY: text().secret().optional(),
};

/** What is to be set for Ollama, which runs models on a machine of one's own. */
export const ollamaSettings = {
  /** Where Ollama listens: http://127.0.0.1:11434. Not set: its models are not used. */
  OLLAMA_URL: providerAddress().optional(),
};

/** The values of `openAiCompatibleSettings`. */
export type OpenAiCompatibleValues = Values<typeof openAiCompatibleSettings>;

/** The values of `ollamaSettings`. */
export type OllamaValues = Values<typeof ollamaSettings>;

interface CompatibleServer {
  readonly name: string;
  readonly setting: string;
  readonly url: string | undefined;
  readonly apiKey?: string | undefined;
}

const createCompatible = ({ name, setting, url, apiKey }: CompatibleServer): AiProvider => ({
  name,
  setting,
  isConfigured: url !== undefined,
  host: url === undefined ? "" : hostOf(url),
  load: async () => {
    const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
    return createOpenAICompatible({
      name,
      baseURL: url ?? "",
      includeUsage: true,
      supportsStructuredOutputs: true,
      ...(apiKey !== undefined && { apiKey }),
    });
  },
});

/** The models of a server that speaks the API of OpenAI, as `openai-compatible:<model>`. */
export const openAiCompatible = (values: OpenAiCompatibleValues): AiProvider =>
  createCompatible({
    name: "openai-compatible",
    setting: "OPENAI_COMPATIBLE_URL",
    url: values.OPENAI_COMPATIBLE_URL,
    apiKey: values.OPENAI_COMPATIBLE_API_KEY,
  });

/** The models of Ollama, as `ollama:<model>`. It speaks the API of OpenAI below `/v1`. */
export const ollama = ({ OLLAMA_URL }: OllamaValues): AiProvider =>
  createCompatible({
    name: "ollama",
    setting: "OLLAMA_URL",
    url: OLLAMA_URL === undefined ? undefined : new URL("v1", `${OLLAMA_URL.replace(/\/$/, "")}/`).href,
  });
