import type { ModelPrice } from "./prices.ts";

const ANTHROPIC_PRICES_URL = "https://platform.claude.com/docs/en/about-claude/pricing";

/**
 * A price of Anthropic's own page, as a stored copy of that day has it. It may have held before: then the cost of that time is
 * unknown. Prices that depend on the length of a prompt are not among them, since an entry has one.
 */
const readOn = (
  since: string,
  model: string,
  input: number,
  output: number,
  cachedInput: number,
): ModelPrice => ({
  model: `anthropic:${model}`,
  input,
  output,
  cachedInput,
  since,
  source: ANTHROPIC_PRICES_URL,
});

/**
 * The prices that come with the runtime, in US dollars for a million tokens: input, output, input from the cache. An application's own
 * `prices` go first. There are none of a provider whose page of prices could not be read.
 */
export const PUBLISHED_MODEL_PRICES: readonly ModelPrice[] = [
  readOn("2026-05-17", "claude-opus-4-7", 5, 25, 0.5),
  readOn("2026-08-18", "claude-fable-5", 10, 50, 1),
  readOn("2026-08-18", "claude-opus-5", 5, 25, 0.5),
];
