import { z } from "zod";
import { AppError } from "../errors/index.ts";

/** What nodemailer reports of a failure, as far as it is used. */
const nodemailerError = z.object({
  code: z.string().catch(""),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
});

/** Replies that refuse a login or require one. */
const LOGIN_REPLY_CODES = new Set([530, 534, 535, 538]);

/** Whether the server's reply was about this message, and final. */
const isFinal = (code: string, reply: number) =>
  (code === "EENVELOPE" || code === "EMESSAGE") && reply >= 500 && reply !== 503;

/**
 * What a failed attempt means, in a word that tells what to do. The server's own sentence is a detail, without addresses:
 * `what` may be shown to the user who caused the message.
 */
export function toSmtpError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, responseCode = 0, response = "" } = nodemailerError.catch({ code: "" }).parse(error);
  const details = response === "" ? {} : { details: [withoutAddresses(response)] };
  const fault = (reason: string, category: "invalid" | "unavailable", message: string, hint: string) =>
    new AppError({ code: `mail.${reason}`, category, message, hint, audience: "operators", ...details });
  if (code === "EAUTH" || code === "ENOAUTH" || LOGIN_REPLY_CODES.has(responseCode))
    return fault(
      "credentials",
      "unavailable",
      "The mail server does not accept the user or the password.",
      "Correct them in MAIL_URL; `ops mail test` tries them.",
    );
  if (code === "ETLS" || isCertificate(error))
    return fault(
      "insecure",
      "unavailable",
      "The connection to the mail server cannot be secured.",
      "Use a server with STARTTLS or TLS and a valid certificate for its name; see the command `docs mail`.",
    );
  if (isFinal(code, responseCode))
    return fault(
      "refused",
      "invalid",
      `The mail server rejects the message permanently (${responseCode}).`,
      "Check the address, and whether the server lets MAIL_FROM send.",
    );
  if (responseCode >= 400)
    return fault(
      "deferred",
      "unavailable",
      `The mail server does not accept the message now (${responseCode}).`,
      "Try again in some minutes.",
    );
  if (code === "ETIMEDOUT" || code === "EABORT")
    return fault(
      "no-answer",
      "unavailable",
      "The mail server does not answer in time.",
      "Check whether it is overloaded, and the port in MAIL_URL.",
    );
  return fault(
    "unreachable",
    "unavailable",
    "The mail server cannot be reached.",
    "Check the host and the port in MAIL_URL, and that the server is running.",
  );
}

/** A certificate that is not valid comes as an error of the socket. */
const isCertificate = (error: unknown): boolean =>
  error instanceof Error && /certificate|altnames|self.signed|\bSSL\b|\bTLS\b/i.test(error.message);

/** Servers often repeat the recipient. */
const withoutAddresses = (response: string): string =>
  response
    .replace(/[^\s<>]+@[^\s<>]+/g, "…")
    .replace(/\s+/g, " ")
    .slice(0, 300);
