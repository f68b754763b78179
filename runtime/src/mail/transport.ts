import { AppError } from "../errors/index.ts";
import type { MailLetter } from "./message.ts";

/** A way by which messages leave. */
export interface MailTransport {
  readonly kind: "smtp" | "outbox" | "none";
  /** Where they go, for people; no password. */
  readonly place: string;
  /**
   * Hands one message over, once. The same letter may come again, after an attempt whose result is unknown.
   *
   * @throws AppError `mail.*`; `mail.refused` alone will be the same next time
   */
  send(letter: MailLetter, signal?: AbortSignal): Promise<void>;
  /** Asks whether it would take one. @throws AppError `mail.*` */
  verify(): Promise<void>;
  /** Closes its connections at once. */
  close(): void;
}

/** Where messages would have to be sent and no server is set: each is refused. */
export const missingMailTransport: MailTransport = {
  kind: "none",
  place: "nowhere",
  send: () => Promise.reject(createNotConfiguredError()),
  verify: () => Promise.reject(createNotConfiguredError()),
  close() {},
};

const createNotConfiguredError = () =>
  new AppError({
    code: "mail.not-configured",
    category: "unavailable",
    message: "MAIL_URL is not set, so no message can be sent.",
    hint: "Set MAIL_URL and MAIL_FROM; .env.example shows how they look.",
  });
