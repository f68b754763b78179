import type { Letter } from "./message.ts";

/** A way that messages leave by. */
export interface MailTransport {
  readonly kind: "smtp" | "outbox" | "none";
  /** Where they go, for people; no password. */
  readonly place: string;
  /**
   * Hands one message over, once. The same letter may come again, after an attempt whose end nobody knows.
   *
   * @throws AppError `mail.*`; `mail.refused` alone will be the same next time
   */
  send(letter: Letter, signal?: AbortSignal): Promise<void>;
  /** Asks whether it would take one. @throws AppError `mail.*` */
  verify(): Promise<void>;
  /** Lets go of connections, at once. */
  close(): void;
}
