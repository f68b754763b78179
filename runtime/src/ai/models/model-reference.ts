/** A model by its provider and by the provider's own name for it. */
export interface ModelReference {
  readonly provider: string;
  readonly model: string;
}

/** Names of models hold colons, slashes and dots: `ollama:llama4:8b`, `openai-compatible:meta/llama-4`. */
const REFERENCE_PATTERN = /^([a-z][a-z0-9-]{0,31}):([\w./:@+-]{1,128})$/;

/** Reads `provider:model`; undefined where the text is no such name. */
export function parseModelReference(text: string): ModelReference | undefined {
  const [, provider, model] = REFERENCE_PATTERN.exec(text) ?? [];
  return provider === undefined || model === undefined ? undefined : { provider, model };
}

/** The name of a model, as settings, requests and usage hold it. */
export const formatModelReference = ({ provider, model }: ModelReference): string => `${provider}:${model}`;
