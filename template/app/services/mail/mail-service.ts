import { AppError } from "@aegis-stack/runtime/errors";
import type { Logger } from "pino";
import type { Deliver, Delivery } from "./delivery/delivery.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { checkMessage, type Letter, type MailMessage, newMailId } from "./message.ts";
import type { SendingReport } from "./report.ts";
import type { MailTransport } from "./transport.ts";

export interface MailServiceOptions {
  transport: MailTransport;
  ledger: Ledger;
  log: Logger;
  /** Who sees to it that a message is sent. */
  deliver: Deliver;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Sends messages. */
export class MailService {
  readonly transport: MailTransport;
  readonly #ledger: Ledger;
  readonly #log: Logger;
  readonly #deliver: Deliver;
  readonly #now: () => number;
  readonly #underWay = new Set<Promise<Delivery>>();

  constructor({ transport, ledger, log, deliver, now = Date.now }: MailServiceOptions) {
    this.transport = transport;
    this.#ledger = ledger;
    this.#log = log;
    this.#deliver = deliver;
    this.#now = now;
  }

  /**
   * Sees to it that a message is sent, again where an attempt fails. This is what services call.
   *
   * @returns its id, and whether it is `sent`, or `queued` for the worker
   * @throws AppError `mail.invalid-message`; what says that it was not sent, or not queued
   */
  async deliver(message: MailMessage): Promise<Delivery> {
    const letter = { id: newMailId(this.#now()), message: checkMessage(message) };
    const delivery = this.#deliver(letter, (again, signal) => this.send(again, signal));
    this.#underWay.add(delivery);
    try {
      return await delivery;
    } finally {
      this.#underWay.delete(delivery);
    }
  }

  /**
   * Makes one attempt to send a message, and keeps how it went.
   *
   * @throws AppError `mail.*`; `mail.refused` alone will be the same next time
   */
  async send(letter: Letter, signal?: AbortSignal): Promise<void> {
    try {
      await this.transport.send(letter, signal);
    } catch (error) {
      const code = error instanceof AppError ? error.code : "mail.fault";
      const answer = error instanceof AppError ? error.details[0] : undefined;
      // Neither to whom nor what: a log is read by more people than a mailbox.
      this.#log.error({ mail: letter.id, code, ...(answer && { answer }) }, "a message was not sent");
      await this.#ledger.note(new Date(this.#now()), code);
      throw error;
    }
    this.#log.info({ mail: letter.id }, "a message was sent");
    await this.#ledger.note(new Date(this.#now()));
  }

  /** Asks whether messages could be sent. @throws AppError `mail.*` */
  verify(): Promise<void> {
    return this.transport.verify();
  }

  /** How sending went last. */
  report(): Promise<SendingReport> {
    return this.#ledger.read();
  }

  /** Waits for messages that are under way, no longer than to the deadline, and lets go of connections. */
  async close(deadline?: AbortSignal): Promise<void> {
    const late = Promise.withResolvers<void>();
    if (deadline?.aborted) late.resolve();
    deadline?.addEventListener("abort", () => late.resolve(), { once: true });
    await Promise.race([Promise.allSettled(this.#underWay), late.promise]);
    this.transport.close();
  }
}
