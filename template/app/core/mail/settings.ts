import { z } from "zod";
import { ROLES } from "#app/core/settings/role.ts";
import type { Rule } from "#app/core/settings/rules.ts";
import { readMailbox } from "./mailbox.ts";
import { readMailServer } from "./server.ts";

/** What is to be set for mail. */
export const mailSettings = {
  /** The server that takes the messages. Not set: they are put into the outbox, for development. */
  MAIL_URL: z
    .string()
    .refine((given) => readMailServer(given) !== undefined, {
      error:
        "must be the address of a mail server, such as smtp://user:password@host:587, or smtps:// for TLS from the first byte",
    })
    .optional(),
  /** Who the messages are from: an address, or a name with the address in angle brackets. */
  MAIL_FROM: z
    .string()
    .refine((given) => readMailbox(given) !== undefined, {
      error: "must be an address, such as no-reply@example.com or Example <no-reply@example.com>",
    })
    .optional(),
  /** Where messages are kept as files while MAIL_URL is not set. A relative path begins at the application's folder. */
  MAIL_OUTBOX: z.string().default("data/outbox"),
};

/** Which of them must not be seen: the address holds a password. */
export const mailSecrets = ["MAIL_URL"] as const;

/**
 * Processes that answer, run tasks or start jobs send unattended: messages that only go into a folder would be lost
 * without anybody noticing. A command may do without: it says so when it is to send one.
 */
const roles = ROLES.filter((role) => role !== "cli");

export const mailRules: readonly Rule[] = [
  {
    roles,
    setting: "MAIL_URL",
    when: ({ NODE_ENV, MAIL_URL }) => NODE_ENV === "production" && MAIL_URL === undefined,
    message: "must be set in production; without it no message is sent",
  },
  {
    roles,
    setting: "MAIL_FROM",
    when: ({ NODE_ENV, MAIL_FROM }) => NODE_ENV === "production" && MAIL_FROM === undefined,
    message: "must be set in production; servers refuse messages without a sender",
  },
];
