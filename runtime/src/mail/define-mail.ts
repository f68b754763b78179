import { type MailPiece, renderMailHtml, renderMailText } from "./mail-body.ts";
import { checkMessage, type MailMessage } from "./message.ts";

/** A message with gaps. */
export interface MailTemplate<Props> {
  subject(props: Props): string;
  /** Text and HTML are both rendered from it. */
  body(props: Props): readonly MailPiece[];
}

/**
 * The HTML that every message stands in.
 *
 * @param title plain text
 * @param body HTML
 */
export type MailLayout = (title: string, body: string) => string;

/**
 * Defines a message, typed by what fills its gaps. Whatever fills them is text: it cannot become markup or a header.
 *
 * @returns a function that renders a message to one address; it throws AppError `mail.invalid-message` or
 * `mail.invalid-link`
 */
export type DefineMail = <Props>(template: MailTemplate<Props>) => (to: string, props: Props) => MailMessage;

/** The function by which an application defines its messages, in its own layout. */
export const createDefineMail =
  (layout: MailLayout): DefineMail =>
  (template) =>
  (to, props) => {
    const subject = template.subject(props);
    const body = template.body(props);
    const html = layout(subject, renderMailHtml(body));
    return checkMessage({ to, subject, text: `${renderMailText(body)}\n`, html });
  };
