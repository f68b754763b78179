import type { AiProvider } from "../providers/ai-provider.ts";

/** The provider of `createDevelopmentProvider`. */
export const DEVELOPMENT_PROVIDER = "development";

/** Its model, as requests and usage name it. */
export const DEVELOPMENT_MODEL = `${DEVELOPMENT_PROVIDER}:application`;

/**
 * A provider without a network, for development and tests: it answers the same request in the same way, streams, calls the application's
 * tools, returns objects that fit their schema, and embeds texts so that similar words are near each other. It understands nothing.
 *
 * @param application the name of the application
 */
export function createDevelopmentProvider(application: string): AiProvider {
  return {
    name: DEVELOPMENT_PROVIDER,
    setting: "AI_MODEL",
    isConfigured: true,
    host: "this machine",
    load: async () => (await import("./development-model.ts")).createDevelopmentModels(application),
  };
}
