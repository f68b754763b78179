import { catalog } from "../src/stack/catalog.ts";
import { everyStack } from "../src/stack/every-stack.ts";
import { askedWords, type Stack } from "../src/stack/stack.ts";

/** The largest stack of which the design says how long a command may take: everything but ai, which has limits of its own. */
export const largestStack: Stack = everyStack(catalog)
  .filter(({ parts }) => parts.every(({ name }) => name !== "ai"))
  .reduce((one, other) => (other.parts.length > one.parts.length ? other : one));

/** As `aegis init` takes it. */
export const largestWords = askedWords(catalog, largestStack);
