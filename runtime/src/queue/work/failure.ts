import { Discard, Requeue } from "../engine.ts";

/** How many errors of a chain of causes are stored. */
const MAX_CHAIN_LENGTH = 8;

/** The most characters that are stored of a message and of a stack. */
const MAX_MESSAGE_LENGTH = 2_000;
const MAX_STACK_LENGTH = 10_000;

/**
 * Converts what a handler threw to an error whose message and stack include its causes, which the queue does not store. It is
 * a plain error, since the queue treats some names of errors as commands.
 */
export function failureOf(error: unknown): Error {
  if (error instanceof Requeue) return error;
  const message = messageOf(error).slice(0, MAX_MESSAGE_LENGTH);
  const failure = error instanceof Discard ? new Discard(message) : new Error(message);
  failure.stack = stackOf(error).slice(0, MAX_STACK_LENGTH);
  return failure;
}

/** The messages of an error and of its causes, the outermost first: "fetch failed: connect ECONNREFUSED 127.0.0.1:1". */
export const messageOf = (error: unknown): string =>
  chainOf(error)
    .map(ownMessage)
    // Some repeat what their cause says.
    .filter((message, index, all) => !all.slice(0, index).some((outer) => outer.includes(message)))
    .join(": ");

const stackOf = (error: unknown): string =>
  chainOf(error)
    .map((one) => (one instanceof Error ? (one.stack ?? one.message) : ownMessage(one)))
    .join("\nCaused by: ");

/** An error and its causes, each once. */
function chainOf(error: unknown): unknown[] {
  const chain = [error];
  for (const one of chain) {
    if (!(one instanceof Error)) continue;
    const inner: unknown[] = one instanceof AggregateError ? [...one.errors] : [];
    if (one.cause !== undefined) inner.push(one.cause);
    for (const cause of inner)
      if (!chain.includes(cause) && chain.length < MAX_CHAIN_LENGTH) chain.push(cause);
  }
  return chain;
}

function ownMessage(error: unknown): string {
  if (error instanceof Error) return error.message || codeOf(error) || error.name;
  if (typeof error !== "object" || error === null) return String(error);
  const message = "message" in error ? error.message : undefined;
  return typeof message === "string" && message !== "" ? message : codeOf(error) || asJson(error);
}

const codeOf = (error: object): string =>
  "code" in error && typeof error.code === "string" ? error.code : "";

function asJson(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
