import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@aegis-stack/runtime/errors";
import type { Deliver } from "./delivery.ts";

/** How long to wait before the second and the third attempt, in milliseconds: somebody waits for the answer. */
const WAITS = [250, 1_500];

/** All attempts together may take so long, in milliseconds. */
const LIMIT = 20_000;

/** What the next attempt would meet again. */
const HOPELESS = new Set(["mail.refused", "mail.credentials", "mail.insecure", "mail.not-configured"]);

export interface DirectlyOptions {
  waits?: readonly number[];
  limit?: number;
}

/** Sends while the caller waits, with a few quick attempts. The last failure is the caller's to deal with. */
export function directly({ waits = WAITS, limit = LIMIT }: DirectlyOptions = {}): Deliver {
  return async (letter, send) => {
    const deadline = AbortSignal.timeout(limit);
    for (const wait of [...waits, undefined]) {
      try {
        await send(letter, deadline);
        break;
      } catch (error) {
        const isLast = wait === undefined || deadline.aborted;
        if (isLast || !(error instanceof AppError) || HOPELESS.has(error.code)) throw error;
        await delay(wait);
      }
    }
    return { id: letter.id, outcome: "sent" };
  };
}
