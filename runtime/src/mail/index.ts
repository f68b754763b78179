export { createMail, type Mail, type MailOptions, type MailQueue } from "./create-mail.ts";
export { createDefineMail, type DefineMail, type MailLayout, type MailTemplate } from "./define-mail.ts";
export type { DeliverMail, MailDelivery } from "./delivery.ts";
export {
  createMemoryMailLedger,
  createSharedMailLedger,
  type MailLedger,
  type SharedTexts,
} from "./ledger.ts";
export { escapeMailHtml, type MailPiece } from "./mail-body.ts";
export { type MailServer, readMailServer } from "./mail-server.ts";
export { MailService, type MailServiceOptions } from "./mail-service.ts";
export { type Mailbox, mailAddress, readMailbox } from "./mailbox.ts";
export { type MailLetter, type MailMessage, mailId, mailMessage, newMailId } from "./message.ts";
export { MailOutbox } from "./outbox.ts";
export { type OutboxMail, outboxEntry, outboxMail, type SendingReport, sendingReport } from "./report.ts";
export { type MailValues, mailSettings } from "./settings.ts";
export { createSmtpTransport, type SmtpOptions, type SmtpTimeouts } from "./smtp-transport.ts";
export type { MailTransport } from "./transport.ts";
