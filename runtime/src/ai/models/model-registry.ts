import type {
  EmbeddingModelV4,
  LanguageModelV4,
  ProviderV4,
  SharedV4ProviderOptions,
} from "@ai-sdk/provider";
import { createNotConfiguredError, createUnknownModelError } from "../errors.ts";
import type { AiProvider } from "../providers/ai-provider.ts";
import { formatModelReference, parseModelReference } from "./model-reference.ts";

/** What models are looked up in. */
export interface ModelRegistryOptions {
  /** The providers of the application. */
  readonly providers: readonly AiProvider[];
  /** What answers where no provider is configured; nothing does in production. */
  readonly fallback: { readonly provider: AiProvider; readonly model: string } | undefined;
  /** The model that answers unless a request names another, as AI_MODEL has it. */
  readonly model: string | undefined;
  /** Further models that callers may choose, as AI_MODELS has them. */
  readonly models: readonly string[];
}

/** A model that callers may choose. */
export interface OfferedModel {
  /** With its provider. */
  readonly name: string;
  /** Whether it answers unless a request names another. */
  readonly isDefault: boolean;
  /** Whether it is the one that is built in, which understands nothing. */
  readonly isDevelopment: boolean;
}

/** A model, and its name with the provider. */
export interface FoundModel<Model> {
  readonly name: string;
  /** The provider's name, for errors. */
  readonly provider: string;
  readonly model: Model;
  /** What every request to it carries. */
  readonly options: SharedV4ProviderOptions;
}

/** The models of an application, by name. */
export interface ModelRegistry {
  /** The model that answers unless a request names another; undefined where there is none. */
  readonly preferred: string | undefined;
  /** The models that callers may choose, the preferred one first. */
  readonly offered: readonly OfferedModel[];
  /** The providers that are configured. */
  readonly providers: readonly AiProvider[];
  /** @throws AppError `ai.not-configured`, `ai.unknown-model` */
  findModel(name?: string): Promise<FoundModel<LanguageModelV4>>;
  /** @throws AppError `ai.not-configured`, `ai.unknown-model` */
  findEmbeddingModel(name: string): Promise<FoundModel<EmbeddingModelV4>>;
}

/** Finds models by name. The library of a provider is loaded with the first of its models. */
export function createModelRegistry({
  providers,
  fallback,
  model,
  models,
}: ModelRegistryOptions): ModelRegistry {
  const configured = providers.filter(({ isConfigured }) => isConfigured);
  const usable = configured.length === 0 && fallback !== undefined ? [fallback.provider] : configured;
  const preferred = configured.length === 0 ? fallback?.model : model;
  const loaded = new Map<string, Promise<ProviderV4>>();

  function load(provider: AiProvider): Promise<ProviderV4> {
    const loading = loaded.get(provider.name) ?? provider.load();
    loaded.set(provider.name, loading);
    // A library that could not be read is tried again.
    loading.catch(() => loaded.delete(provider.name));
    return loading;
  }

  async function find<Model>(
    name: string | undefined,
    pick: (provider: ProviderV4, model: string) => Model,
  ): Promise<FoundModel<Model>> {
    if (name === undefined) throw createNotConfiguredError(providers.map(({ setting }) => setting));
    const reference = parseModelReference(name);
    const provider = usable.find((each) => each.name === reference?.provider);
    if (reference === undefined || provider === undefined) {
      throw createUnknownModelError(
        name,
        usable.map((each) => each.name),
      );
    }
    return {
      name: formatModelReference(reference),
      provider: provider.name,
      model: pick(await load(provider), reference.model),
      options: provider.options ?? {},
    };
  }

  const isUsable = (name: string) =>
    usable.some((provider) => provider.name === parseModelReference(name)?.provider);
  const names = [...(preferred === undefined ? [] : [preferred]), ...models];
  const offered = [...new Set(names)].filter(isUsable).map((name) => ({
    name,
    isDefault: name === preferred,
    isDevelopment: configured.length === 0,
  }));

  return {
    preferred,
    offered,
    providers: usable,
    findModel: (name = preferred) => find(name, (provider, id) => provider.languageModel(id)),
    findEmbeddingModel: (name) => find(name, (provider, id) => provider.embeddingModel(id)),
  };
}
