import { z } from "zod";

/** The sender or a recipient of a message. */
export interface Mailbox {
  /** Empty where only the address is known. */
  readonly name: string;
  readonly address: string;
}

/** As in the forms of browsers: neither spaces nor quotes, nothing that could end a header. SMTP allows 254 characters. */
export const mailAddress = z
  .email({ pattern: z.regexes.html5Email, error: "must be an address, such as ada@example.com" })
  .max(254);

const NAMED_ADDRESS_PATTERN = /^(?<name>[^<>"\p{Cc}]{0,100})<(?<inside>[^<>]+)>$/u;

/** Reads `Name <address>` or an address alone. @returns undefined for anything else */
export function readMailbox(text: string): Mailbox | undefined {
  const { name = "", inside = text } = NAMED_ADDRESS_PATTERN.exec(text)?.groups ?? {};
  return mailAddress.safeParse(inside).success ? { name: name.trim(), address: inside } : undefined;
}
