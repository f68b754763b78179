import { AppError } from "@aegis-stack/runtime/errors";
import type { MailMessage } from "@aegis-stack/runtime/mail";
import { addressTakenMail, passwordChangedMail, resetPasswordMail, verifyAddressMail } from "./messages.ts";

export interface Addressee {
  name: string;
  email: string;
  emailVerified: boolean;
}

export interface AuthMailsOptions {
  /** Sends a message, or sees to it that it is sent. */
  deliver(message: MailMessage): Promise<unknown>;
  /** Where people reach the application. Not set, in development: wherever on this machine the request went. */
  publicUrl: string | undefined;
  /** Where it is reached without a request, when nobody has set it: from a command, say. */
  localUrl(): string;
  log: { error(fields: object, message: string): void };
}

/** The mails about accounts, and the links in them. */
export class AuthMails {
  readonly #options: AuthMailsOptions;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(options: AuthMailsOptions) {
    this.#options = options;
  }

  verifyAddress(to: Addressee, token: string, request?: Request): Promise<void> {
    const link = this.#link("/verify-email", request, token);
    return this.#send(verifyAddressMail(to.email, { link }));
  }

  resetPassword(to: Addressee, token: string, request?: Request): Promise<void> {
    const link = this.#link("/reset-password", request, token);
    return this.#send(resetPasswordMail(to.email, { name: nameOf(to), link }));
  }

  /** Where a new password is chosen, for whoever hands the link on by another way than by mail. */
  resetLink(token: string): string {
    return this.#link("/reset-password", undefined, token);
  }

  addressTaken(to: Addressee, request?: Request): Promise<void> {
    return this.#send(
      addressTakenMail(to.email, { name: nameOf(to), link: this.#link("/sign-in", request) }),
    );
  }

  passwordChanged(to: Addressee, request?: Request): Promise<void> {
    const link = this.#link("/forgotten-password", request);
    return this.#send(passwordChangedMail(to.email, { name: nameOf(to), link }));
  }

  /** Lets a message be sent, or other work be done, after the answer. The log tells when it fails. */
  keep(work: Promise<unknown>, failed = "a mail about an account was not sent"): void {
    const kept = work
      .catch((err: unknown) => {
        const code = err instanceof AppError ? err.code : undefined;
        this.#options.log.error({ err, code }, failed);
      })
      .finally(() => this.#pending.delete(kept));
    this.#pending.add(kept);
  }

  /** Waits for what is being sent. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #send(message: MailMessage): Promise<void> {
    await this.#options.deliver(message);
  }

  #link(path: string, request: Request | undefined, token?: string): string {
    const { publicUrl, localUrl } = this.#options;
    const link = new URL(path, publicUrl ?? (request ? request.url : localUrl()));
    // Behind the hash it would reach no log and no referrer, but no page without scripts either.
    if (token !== undefined) link.searchParams.set("token", token);
    return link.href;
  }
}

/** What somebody is called; not before they have shown that the address is theirs: somebody else may have typed it. */
const nameOf = ({ name, emailVerified }: Addressee): string | undefined => (emailVerified ? name : undefined);
