/** What a model costs, as its provider publishes it. */
export interface ModelPrice {
  /** With its provider: "anthropic:claude-sonnet-5". */
  readonly model: string;
  /** US dollars for a million tokens. */
  readonly input: number;
  readonly output: number;
  /** For input that the provider has cached; the price of `input` unless given. */
  readonly cachedInput?: number;
  /** The first day that the price holds for, as ISO 8601 has it. */
  readonly since: string;
  /** Where the price was read. */
  readonly source: string;
}

/** The tokens of one request. */
export interface TokenCount {
  readonly input: number;
  /** The part of `input` that came from the provider's cache. */
  readonly cachedInput: number;
  readonly output: number;
}

/** The prices of an application before those that come with the runtime: a model that it prices has its prices alone. */
export function combinePrices(
  own: readonly ModelPrice[],
  published: readonly ModelPrice[],
): readonly ModelPrice[] {
  const priced = new Set(own.map(({ model }) => model));
  return [...own, ...published.filter(({ model }) => !priced.has(model))];
}

/**
 * What a request costs at the prices of a day, in millionths of a US dollar; undefined where no price is known, which is never the same
 * as nothing.
 *
 * @param day as ISO 8601 has it, in UTC
 */
export function findCost(
  prices: readonly ModelPrice[],
  model: string,
  day: string,
  { input, cachedInput, output }: TokenCount,
): number | undefined {
  const known = prices.filter((price) => price.model === model && price.since <= day);
  const price = known.toSorted((one, other) => (one.since < other.since ? 1 : -1))[0];
  if (price === undefined) return undefined;
  // Dollars for a million tokens are millionths of a dollar for one.
  const fresh = (input - cachedInput) * price.input;
  return Math.round(fresh + cachedInput * (price.cachedInput ?? price.input) + output * price.output);
}
