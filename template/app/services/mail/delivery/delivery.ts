import type { Letter } from "../message.ts";

/** What became of a message that was to be delivered. */
export interface Delivery {
  id: string;
  /** `queued`: the worker has it, and tries until it is sent. */
  outcome: "sent" | "queued";
}

/**
 * Sees to it that a letter is sent.
 *
 * @param send makes one attempt; throws AppError `mail.*`
 * @throws AppError that says why it was neither sent nor queued
 */
export type Deliver = (
  letter: Letter,
  send: (letter: Letter, signal?: AbortSignal) => Promise<void>,
) => Promise<Delivery>;
