import { text, type Values } from "../../settings/index.ts";
import type { AiProvider } from "./ai-provider.ts";
import { hostOf, providerAddress } from "./provider-address.ts";

/** What is to be set for the models of OpenAI. */
export const openAiSettings = {
  /** The key of an account at OpenAI. Not set: its models are not used. */
  OPENAI_API_KEY: text().secret().optional(),
  /** Where its API is, for a proxy in front of it. */
  OPENAI_BASE_URL: providerAddress().default("https://api.openai.com/v1"),
};

/** The values of `openAiSettings`. */
export type OpenAiValues = Values<typeof openAiSettings>;

/** The models of OpenAI, as `openai:<model>`. */
export const openAi = ({ OPENAI_API_KEY, OPENAI_BASE_URL }: OpenAiValues): AiProvider => ({
  name: "openai",
  setting: "OPENAI_API_KEY",
  isConfigured: OPENAI_API_KEY !== undefined,
  host: hostOf(OPENAI_BASE_URL),
  // Else OpenAI keeps each conversation, and is sent references to what it keeps.
  options: { openai: { store: false } },
  load: async () => {
    const { createOpenAI } = await import("@ai-sdk/openai");
    return createOpenAI({ apiKey: OPENAI_API_KEY ?? "", baseURL: OPENAI_BASE_URL });
  },
});
