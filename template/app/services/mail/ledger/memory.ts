import type { SendingReport } from "../report.ts";
import type { Ledger } from "./ledger.ts";

/** In the memory of this process, which is the one that sends. */
export function createMemoryLedger(): Ledger {
  let known: SendingReport = { lastSuccessAt: null, lastFailure: null };
  return {
    async note(at, code) {
      const time = at.toISOString();
      known =
        code === undefined
          ? { ...known, lastSuccessAt: time }
          : { ...known, lastFailure: { at: time, code } };
    },
    read: async () => known,
  };
}
