import type { Logger } from "pino";
import { AppError } from "../errors/index.ts";
import type { DeliverMail, MailDelivery } from "./delivery.ts";
import type { MailLedger } from "./ledger.ts";
import { checkMessage, type MailLetter, type MailMessage, newMailId } from "./message.ts";
import type { SendingReport } from "./report.ts";
import type { MailTransport } from "./transport.ts";

/** What the service works with. */
export interface MailServiceOptions {
  readonly transport: MailTransport;
  readonly ledger: MailLedger;
  readonly log: Logger;
  /** Sends a message, or leaves it to the worker. */
  readonly deliver: DeliverMail;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Sends messages. */
export class MailService {
  readonly transport: MailTransport;
  readonly #ledger: MailLedger;
  readonly #log: Logger;
  readonly #deliver: DeliverMail;
  readonly #now: () => number;
  readonly #inFlight = new Set<Promise<MailDelivery>>();

  constructor({ transport, ledger, log, deliver, now = Date.now }: MailServiceOptions) {
    this.transport = transport;
    this.#ledger = ledger;
    this.#log = log;
    this.#deliver = deliver;
    this.#now = now;
  }

  /**
   * Delivers a message, and tries again where an attempt fails. This is what services call.
   *
   * @returns its id, and whether it is `sent`, or `queued` for the worker
   * @throws AppError `mail.invalid-message`; what says that it was not sent, or not queued
   */
  async deliver(message: MailMessage): Promise<MailDelivery> {
    const letter = { id: newMailId(this.#now()), message: checkMessage(message) };
    const delivery = this.#deliver(letter, (again, signal) => this.send(again, signal));
    this.#inFlight.add(delivery);
    try {
      return await delivery;
    } finally {
      this.#inFlight.delete(delivery);
    }
  }

  /**
   * Makes one attempt to send a message, and keeps how it went.
   *
   * @throws AppError `mail.*`; `mail.refused` alone will be the same next time
   */
  async send(letter: MailLetter, signal?: AbortSignal): Promise<void> {
    try {
      await this.transport.send(letter, signal);
    } catch (error) {
      const code = error instanceof AppError ? error.code : "mail.fault";
      const response = error instanceof AppError ? error.details[0] : undefined;
      // Neither to whom nor what: a log is read by more people than a mailbox.
      this.#log.error({ mail: letter.id, code, ...(response && { response }) }, "a message was not sent");
      await this.#ledger.record(new Date(this.#now()), code);
      throw error;
    }
    this.#log.info({ mail: letter.id }, "a message was sent");
    await this.#ledger.record(new Date(this.#now()));
  }

  /** Asks whether messages could be sent. @throws AppError `mail.*` */
  verify(): Promise<void> {
    return this.transport.verify();
  }

  /** How sending went last. */
  report(): Promise<SendingReport> {
    return this.#ledger.read();
  }

  /** Waits for messages that are being delivered, no longer than to the deadline, and closes connections. */
  async close(deadline?: AbortSignal): Promise<void> {
    const late = Promise.withResolvers<void>();
    if (deadline?.aborted) late.resolve();
    deadline?.addEventListener("abort", () => late.resolve(), { once: true });
    await Promise.race([Promise.allSettled(this.#inFlight), late.promise]);
    this.transport.close();
  }
}
