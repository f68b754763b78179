import type { ProviderV4, SharedV4ProviderOptions } from "@ai-sdk/provider";

/** A provider of models, as an application lists it. */
export interface AiProvider {
  /** What stands before the colon in the name of a model: "anthropic". */
  readonly name: string;
  /** The setting without which the provider is not used: "ANTHROPIC_API_KEY". */
  readonly setting: string;
  /** Whether that setting is given. */
  readonly isConfigured: boolean;
  /** The host that prompts are sent to, for health and operators; "this machine" for the development provider. */
  readonly host: string;
  /** What every request to it carries, as the SDK's `providerOptions` have it. */
  readonly options?: SharedV4ProviderOptions;
  /** Imports the provider's library. Called with the first request to one of its models. */
  load(): Promise<ProviderV4>;
}
