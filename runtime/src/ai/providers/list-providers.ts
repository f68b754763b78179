import type { AiProvider } from "./ai-provider.ts";
import { type AnthropicValues, anthropic } from "./anthropic.ts";
import { type GoogleValues, google } from "./google.ts";
import { type OpenAiValues, openAi } from "./openai.ts";
import {
  type OllamaValues,
  type OpenAiCompatibleValues,
  ollama,
  openAiCompatible,
} from "./openai-compatible.ts";

/** The values of the settings of any of the providers. */
export type ProviderValues = Partial<
  AnthropicValues & GoogleValues & OllamaValues & OpenAiCompatibleValues & OpenAiValues
>;

/**
 * The providers of which an application has the settings, whether they are set or not: health and errors name what is to be set.
 * To use another one, add its settings to the application's.
 */
export function listProviders(values: ProviderValues): readonly AiProvider[] {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL } = values;
  const { GOOGLE_API_KEY, GOOGLE_BASE_URL, OLLAMA_URL } = values;
  const { OPENAI_COMPATIBLE_URL, OPENAI_COMPATIBLE_API_KEY } = values;
  const has = (name: keyof ProviderValues) => Object.hasOwn(values, name);
  const providers: AiProvider[] = [];
  if (OPENAI_BASE_URL !== undefined) providers.push(openAi({ OPENAI_API_KEY, OPENAI_BASE_URL }));
  if (ANTHROPIC_BASE_URL !== undefined) providers.push(anthropic({ ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL }));
  if (GOOGLE_BASE_URL !== undefined) providers.push(google({ GOOGLE_API_KEY, GOOGLE_BASE_URL }));
  if (has("OLLAMA_URL")) providers.push(ollama({ OLLAMA_URL }));
  if (has("OPENAI_COMPATIBLE_URL"))
    providers.push(openAiCompatible({ OPENAI_COMPATIBLE_URL, OPENAI_COMPATIBLE_API_KEY }));
  return providers;
}
