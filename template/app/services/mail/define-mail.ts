import { checkMessage, type MailMessage } from "./message.ts";
import { htmlOf, type Piece, textOf } from "./template/body.ts";
import { layout } from "./template/layout.ts";

export interface MailTemplate<Props> {
  subject(props: Props): string;
  /** Text and HTML are both made of it. */
  body(props: Props): readonly Piece[];
}

/**
 * A message with gaps, typed by what fills them. Whatever fills them is text: it cannot become markup or a header.
 *
 * @returns a function that makes a message to one address; it throws AppError `mail.invalid-message` or
 * `mail.invalid-link`
 */
export function defineMail<Props>(template: MailTemplate<Props>): (to: string, props: Props) => MailMessage {
  return (to, props) => {
    const subject = template.subject(props);
    const body = template.body(props);
    return checkMessage({ to, subject, text: `${textOf(body)}\n`, html: layout(subject, htmlOf(body)) });
  };
}
