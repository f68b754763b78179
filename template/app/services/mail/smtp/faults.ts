import { AppError } from "@aegis-stack/runtime/errors";
import { z } from "zod";

/** What nodemailer tells of a failure, as far as it is made use of. */
const told = z.object({
  code: z.string().catch(""),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
});

/** Answers that say: not without a login, or not with this one. */
const CREDENTIALS = new Set([530, 534, 535, 538]);

/** Attempts that the server's answer was about this message, and final. */
const isFinal = (code: string, answer: number) =>
  (code === "EENVELOPE" || code === "EMESSAGE") && answer >= 500 && answer !== 503;

/**
 * What a failed attempt means, in a word that tells what to do. The server's own sentence is a detail, without addresses:
 * `what` may be shown to whoever caused the message.
 */
export function faultOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, responseCode = 0, response = "" } = told.catch({ code: "" }).parse(error);
  const details = response === "" ? {} : { details: [withoutAddresses(response)] };
  const fault = (reason: string, kind: "invalid" | "unavailable", what: string, todo: string) =>
    new AppError({ code: `mail.${reason}`, kind, what, todo, audience: "operators", ...details });
  if (code === "EAUTH" || code === "ENOAUTH" || CREDENTIALS.has(responseCode))
    return fault(
      "credentials",
      "unavailable",
      "The mail server does not accept the user or the password.",
      "Correct them in MAIL_URL; `mail test` tries them.",
    );
  if (code === "ETLS" || isCertificate(error))
    return fault(
      "insecure",
      "unavailable",
      "The connection to the mail server cannot be secured.",
      "Use a server with STARTTLS or TLS and a valid certificate for its name; see docs/mail.md.",
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

/** Servers like to repeat whom a message was to. */
const withoutAddresses = (response: string): string =>
  response
    .replace(/[^\s<>]+@[^\s<>]+/g, "…")
    .replace(/\s+/g, " ")
    .slice(0, 300);
