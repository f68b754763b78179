import { relative } from "node:path";
import { ROOT } from "#app/core/constants.ts";
import type { Mailbox } from "#app/core/mail/mailbox.ts";
import type { MailTransport } from "../transport.ts";
import type { Outbox } from "./outbox.ts";

/** Puts messages where a developer can read them. */
export function createOutboxTransport(outbox: Outbox, { name, address }: Mailbox): MailTransport {
  const place = relative(ROOT, outbox.folder);
  const from = name === "" ? address : `${name} <${address}>`;
  return {
    kind: "outbox",
    place: place.startsWith("..") ? outbox.folder : place,
    send: (letter) => outbox.put(letter, from),
    verify: async () => {},
    close() {},
  };
}
