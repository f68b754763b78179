import { z } from "zod";

/** Who a message is from, or goes to. */
export interface Mailbox {
  /** Empty where only the address is known. */
  name: string;
  address: string;
}

/** As in the forms of browsers: neither spaces nor quotes, nothing that could end a header. SMTP allows 254 characters. */
export const address = z
  .email({ pattern: z.regexes.html5Email, error: "must be an address, such as ada@example.com" })
  .max(254);

const NAMED = /^(?<name>[^<>"\p{Cc}]{0,100})<(?<inside>[^<>]+)>$/u;

/** Reads `Name <address>` or an address alone. @returns undefined for anything else */
export function readMailbox(text: string): Mailbox | undefined {
  const { name = "", inside = text } = NAMED.exec(text)?.groups ?? {};
  return address.safeParse(inside).success ? { name: name.trim(), address: inside } : undefined;
}
