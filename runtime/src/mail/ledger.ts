import type { SendingReport } from "./report.ts";

/** Keeps how sending went last. Neither method rejects: no message fails because this does. */
export interface MailLedger {
  /** @param code of the failure; undefined: it succeeded */
  record(at: Date, code?: string): Promise<void>;
  /** How sending went last. */
  read(): Promise<SendingReport>;
}

/** In the memory of this process, which is the one that sends. */
export function createMemoryMailLedger(): MailLedger {
  let known: SendingReport = { lastSuccessAt: null, lastFailure: null };
  return {
    async record(at, code) {
      const time = at.toISOString();
      known =
        code === undefined
          ? { ...known, lastSuccessAt: time }
          : { ...known, lastFailure: { at: time, code } };
    },
    read: async () => known,
  };
}

/** A few texts by name that every process of the application can write and read. */
export interface SharedTexts {
  write(texts: Readonly<Record<string, string>>): Promise<unknown>;
  read(): Promise<Readonly<Record<string, string>>>;
}

const SUCCESS_NAME = "mail.success";
const FAILURE_NAME = "mail.failure";

/** Where every process sees it: the worker sends, and another process reports how that went. */
export function createSharedMailLedger(texts: SharedTexts): MailLedger {
  return {
    async record(at, code) {
      const time = at.toISOString();
      const text = code === undefined ? { [SUCCESS_NAME]: time } : { [FAILURE_NAME]: `${time} ${code}` };
      // That the server of these texts is away is reported by its own check.
      await texts.write(text).catch(() => undefined);
    },
    async read() {
      const found = await texts.read().catch((): Record<string, string> => ({}));
      const [at, code = ""] = found[FAILURE_NAME]?.split(" ") ?? [];
      const failureTime = parseInstant(at);
      return {
        lastSuccessAt: parseInstant(found[SUCCESS_NAME]),
        lastFailure: failureTime === null ? null : { at: failureTime, code },
      };
    },
  };
}

/** An instant as `record` writes it; null for anything else, which another program has written. */
function parseInstant(text: string | undefined): string | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
