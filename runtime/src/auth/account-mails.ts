import { AppError } from "../errors/index.ts";
import type { MailMessage } from "../mail/index.ts";

/** What fills the gaps of a mail with a link. */
export interface MailLink {
  readonly link: string;
}

/** The same with the name of the user, which is undefined until they have confirmed their address. */
export interface NamedMailLink extends MailLink {
  readonly name: string | undefined;
}

/** The texts of the mails about accounts, which belong to the application. */
export interface AccountMailTexts {
  /**
   * Asks the user who signed up to show that the address is theirs. It contains nothing that was typed at the sign-up: the
   * address may be the one of another user.
   */
  verifyAddress(to: string, gaps: MailLink): MailMessage;
  /** Lets a user choose a new password. */
  resetPassword(to: string, gaps: NamedMailLink): MailMessage;
  /** Says that a second account was requested for an address; a page must not say so to any visitor. */
  addressTaken(to: string, gaps: NamedMailLink): MailMessage;
  /** Says that the password was changed, in case it was not the user who did it. */
  passwordChanged(to: string, gaps: NamedMailLink): MailMessage;
}

/** The receiver of a mail about an account. */
export interface MailReceiver {
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** What the mails are created from. */
export interface AccountMailsOptions {
  readonly texts: AccountMailTexts;
  /** Sends a message, or leaves it to the worker. */
  deliver(message: MailMessage): Promise<unknown>;
  /** Where users reach the application. Not set, in development: wherever on this machine the request went. */
  readonly publicUrl: string | undefined;
  /** Where it is reached without a request while that is not set: from a command, for example. */
  localUrl(): string;
  readonly log: { error(fields: object, message: string): void };
}

/** Sends the mails about accounts, with the links in them. */
export class AccountMails {
  readonly #options: AccountMailsOptions;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(options: AccountMailsOptions) {
    this.#options = options;
  }

  verifyAddress(to: MailReceiver, token: string, request?: Request): Promise<void> {
    const link = this.#link("/verify-email", request, token);
    return this.#send(this.#options.texts.verifyAddress(to.email, { link }));
  }

  resetPassword(to: MailReceiver, token: string, request?: Request): Promise<void> {
    const link = this.#link("/reset-password", request, token);
    return this.#send(this.#options.texts.resetPassword(to.email, { name: getName(to), link }));
  }

  /** The page where a new password is chosen, for a link that is not mailed. */
  createResetLink(token: string): string {
    return this.#link("/reset-password", undefined, token);
  }

  addressTaken(to: MailReceiver, request?: Request): Promise<void> {
    const link = this.#link("/sign-in", request);
    return this.#send(this.#options.texts.addressTaken(to.email, { name: getName(to), link }));
  }

  passwordChanged(to: MailReceiver, request?: Request): Promise<void> {
    const link = this.#link("/forgotten-password", request);
    return this.#send(this.#options.texts.passwordChanged(to.email, { name: getName(to), link }));
  }

  /** Lets a message be sent, or other work be done, after the response. A failure is logged. */
  runInBackground(work: Promise<unknown>, failed = "a mail about an account was not sent"): void {
    const running = work
      .catch((err: unknown) => {
        const code = err instanceof AppError ? err.code : undefined;
        this.#options.log.error({ err, code }, failed);
      })
      .finally(() => this.#pending.delete(running));
    this.#pending.add(running);
  }

  /** Waits for the work in the background. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #send(message: MailMessage): Promise<void> {
    await this.#options.deliver(message);
  }

  #link(path: string, request: Request | undefined, token?: string): string {
    const { publicUrl, localUrl } = this.#options;
    const link = new URL(path, publicUrl ?? (request ? request.url : localUrl()));
    // In the fragment it would reach no log and no referrer, but no page without scripts either.
    if (token !== undefined) link.searchParams.set("token", token);
    return link.href;
  }
}

/** Not before the address is confirmed: another user may have typed the name. */
const getName = ({ name, emailVerified }: MailReceiver): string | undefined =>
  emailVerified ? name : undefined;
