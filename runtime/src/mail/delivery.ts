import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../errors/index.ts";
import type { MailLetter } from "./message.ts";

/** What became of a message that was to be delivered. */
export interface MailDelivery {
  readonly id: string;
  /** `queued`: the worker has it, and tries until it is sent. */
  readonly outcome: "sent" | "queued";
}

/**
 * Delivers a letter: sends it, or leaves it to the worker.
 *
 * @param send makes one attempt; throws AppError `mail.*`
 * @throws AppError that says why it was neither sent nor queued
 */
export type DeliverMail = (
  letter: MailLetter,
  send: (letter: MailLetter, signal?: AbortSignal) => Promise<void>,
) => Promise<MailDelivery>;

/** How long to wait before the second and the third attempt: a caller waits for the result. */
const RETRY_DELAYS_MS = [250, 1_500];

/** How long all attempts together may take. */
const DELIVERY_TIMEOUT_MS = 20_000;

/** Failures that the next attempt would meet again. */
const PERMANENT_FAILURES = new Set([
  "mail.refused",
  "mail.credentials",
  "mail.insecure",
  "mail.not-configured",
]);

/** The limits of a delivery, in milliseconds. */
export interface DirectDeliveryOptions {
  readonly waits?: readonly number[];
  readonly limit?: number;
}

/** Sends while the caller waits, with a few quick attempts. The last failure is the caller's to handle. */
export function createDirectDelivery({
  waits = RETRY_DELAYS_MS,
  limit = DELIVERY_TIMEOUT_MS,
}: DirectDeliveryOptions = {}): DeliverMail {
  return async (letter, send) => {
    const deadline = AbortSignal.timeout(limit);
    for (const wait of [...waits, undefined]) {
      try {
        await send(letter, deadline);
        break;
      } catch (error) {
        const isLast = wait === undefined || deadline.aborted;
        if (isLast || !(error instanceof AppError) || PERMANENT_FAILURES.has(error.code)) throw error;
        await delay(wait);
      }
    }
    return { id: letter.id, outcome: "sent" };
  };
}
