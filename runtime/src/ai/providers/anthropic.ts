import { text, type Values } from "../../settings/index.ts";
import type { AiProvider } from "./ai-provider.ts";
import { hostOf, providerAddress } from "./provider-address.ts";

/** What is to be set for the models of Anthropic. */
export const anthropicSettings = {
  /** The key of an account at Anthropic. Not set: its models are not used. */
  ANTHROPIC_API_KEY: text().secret().optional(),
  /** Where its API is, for a proxy in front of it. */
  ANTHROPIC_BASE_URL: providerAddress().default("https://api.anthropic.com/v1"),
};

/** The values of `anthropicSettings`. */
export type AnthropicValues = Values<typeof anthropicSettings>;

/** The models of Anthropic, as `anthropic:<model>`. */
export const anthropic = ({ ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL }: AnthropicValues): AiProvider => ({
  name: "anthropic",
  setting: "ANTHROPIC_API_KEY",
  isConfigured: ANTHROPIC_API_KEY !== undefined,
  host: hostOf(ANTHROPIC_BASE_URL),
  load: async () => {
    const { createAnthropic } = await import("@ai-sdk/anthropic");
    return createAnthropic({ apiKey: ANTHROPIC_API_KEY ?? "", baseURL: ANTHROPIC_BASE_URL });
  },
});
