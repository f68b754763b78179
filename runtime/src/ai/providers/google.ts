import { text, type Values } from "../../settings/index.ts";
import type { AiProvider } from "./ai-provider.ts";
import { hostOf, providerAddress } from "./provider-address.ts";

/** What is to be set for the models of Google. */
export const googleSettings = {
  /** A key of the Gemini API. Not set: its models are not used. */
  GOOGLE_API_KEY: text().secret().optional(),
  /** Where its API is, for a proxy in front of it. */
  GOOGLE_BASE_URL: providerAddress().default("https://generativelanguage.googleapis.com/v1beta"),
};

/** The values of `googleSettings`. */
export type GoogleValues = Values<typeof googleSettings>;

/** The models of Google, as `google:<model>`. */
export const google = ({ GOOGLE_API_KEY, GOOGLE_BASE_URL }: GoogleValues): AiProvider => ({
  name: "google",
  setting: "GOOGLE_API_KEY",
  isConfigured: GOOGLE_API_KEY !== undefined,
  host: hostOf(GOOGLE_BASE_URL),
  load: async () => {
    const { createGoogle } = await import("@ai-sdk/google");
    return createGoogle({ apiKey: GOOGLE_API_KEY ?? "", baseURL: GOOGLE_BASE_URL });
  },
});
