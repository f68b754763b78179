import type { ModelPrice } from "@aegis-stack/runtime/ai";

/**
 * What your models cost, beside the prices that the runtime brings. Without a price a request counts tokens, and its cost is shown as
 * unknown.
 */
export const prices: readonly ModelPrice[] = [];
