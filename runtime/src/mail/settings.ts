import { isProduction, text, UNATTENDED_ROLES, type Values } from "../settings/index.ts";
import { readMailServer } from "./mail-server.ts";
import { readMailbox } from "./mailbox.ts";

/** What is to be set for mail. */
export const mailSettings = {
  /** The server that takes the messages. Not set: they are put into the outbox, for development. */
  MAIL_URL: text({
    must: "must be the address of a mail server, such as smtp://user:password@host:587, or smtps:// for TLS from the first byte",
    accepts: (given) => readMailServer(given) !== undefined,
  })
    .secret()
    .optional()
    // Without a server messages would be lost unnoticed. A command may do without: it says so when it is to send one.
    .required({
      in: UNATTENDED_ROLES,
      when: isProduction,
      because: "in production; without it no message is sent",
    }),
  /** The sender of the messages: an address, or a name with the address in angle brackets. */
  MAIL_FROM: text({
    must: "must be an address, such as no-reply@example.com or Example <no-reply@example.com>",
    accepts: (given) => readMailbox(given) !== undefined,
  })
    .optional()
    .required({
      in: UNATTENDED_ROLES,
      when: isProduction,
      because: "in production; servers refuse messages without a sender",
    }),
  /** Where messages are kept as files while MAIL_URL is not set. A relative path begins at the application's folder. */
  MAIL_OUTBOX: text().default("data/outbox"),
};

/** The values of `mailSettings`. */
export type MailValues = Values<typeof mailSettings>;
