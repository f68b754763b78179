import { AppError } from "../../errors/index.ts";
import type { OutboxMail, SendingReport } from "../../mail/index.ts";
import type { OverseerMail } from "../capabilities.ts";
import { readLinks } from "./links.ts";
import type { PageServices } from "./page-request.ts";
import { createPreview } from "./preview.ts";

/** What the mail page shows. */
export interface MailPage {
  readAt: number;
  kind: OverseerMail["transport"]["kind"];
  place: string;
  sending: SendingReport;
  entries: readonly Pick<OutboxMail, "id" | "to" | "subject" | "sentAt">[];
}

/** Null without mail. */
export async function loadMail({ capabilities: { mail } }: PageServices): Promise<MailPage | null> {
  if (!mail) return null;
  const { kind, place } = mail.transport;
  const mails = kind === "outbox" ? await mail.outbox.list() : [];
  return {
    readAt: Date.now(),
    kind,
    place,
    sending: await mail.report(),
    entries: mails.map(({ id, to, subject, sentAt }) => ({ id, to, subject, sentAt })),
  };
}

/** What the page of one mail shows. */
export type OneMailPage = Omit<OutboxMail, "html"> & { preview: string; links: readonly string[] };

/** Null when the outbox has no such mail. */
export async function loadOneMail(
  { capabilities: { mail } }: PageServices,
  id: string,
): Promise<OneMailPage | null> {
  if (!mail) return null;
  try {
    const { html, ...rest } = await mail.outbox.show(id);
    return { ...rest, preview: createPreview(html), links: readLinks(html) };
  } catch (error) {
    if (error instanceof AppError && error.category === "not-found") return null;
    throw error;
  }
}
