import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "../errors/index.ts";
import { mailAddress } from "./mailbox.ts";

/** Text and HTML together. What people read is some kilobytes. */
const MAX_MESSAGE_BYTES = 256_000;

/** One message to one address. Subject and address are single lines, so nothing in them can become a header. */
export const mailMessage = z
  .object({
    to: mailAddress,
    subject: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}\u2028\u2029]*$/u, { error: "must be one line, without control characters" }),
    /** What is shown where HTML is not. */
    text: z.string().min(1),
    html: z.string().min(1),
  })
  .refine(({ text, html }) => Buffer.byteLength(text) + Buffer.byteLength(html) <= MAX_MESSAGE_BYTES, {
    error: `text and HTML must have at most ${MAX_MESSAGE_BYTES} bytes together`,
  });
/** See `mailMessage`. */
export type MailMessage = z.infer<typeof mailMessage>;

/** The id of a message from the moment that it was to be delivered, whichever process sends it and how often. */
export const mailId = z.string().regex(/^\d{13}-[0-9a-f]{16}$/);

/** A message with its id. */
export interface MailLetter {
  readonly id: string;
  readonly message: MailMessage;
}

/** A new id; those that come later sort later. @param now milliseconds since 1970 */
export const newMailId = (now: number): string =>
  `${String(Math.floor(now)).padStart(13, "0")}-${randomBytes(8).toString("hex")}`;

/** Checks a message. @throws AppError `mail.invalid-message` with one line a fault; what was given is not part of it */
export function checkMessage(given: MailMessage): MailMessage {
  const { success, data, error } = mailMessage.safeParse(given);
  if (success) return data;
  throw new AppError({
    code: "mail.invalid-message",
    category: "invalid",
    message: "The message cannot be sent as it is.",
    hint: "Correct what is listed and send it again.",
    details: error.issues.map(({ path, message }) => `${path.join(".") || "message"}: ${message}`),
  });
}
