import type { SendingReport } from "../report.ts";

/** Keeps how sending went last. Neither method rejects: no message fails because this does. */
export interface Ledger {
  /** @param code of the failure; undefined: it went well */
  note(at: Date, code?: string): Promise<void>;
  read(): Promise<SendingReport>;
}
