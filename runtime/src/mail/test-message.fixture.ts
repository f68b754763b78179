import { createDefineMail } from "./define-mail.ts";

/** Defines messages in a layout without any style. */
export const defineMail = createDefineMail(
  (title, body) => `<html><title>${title}</title>\n${body}\n</html>`,
);

/** Some message. */
export const testMail = defineMail<{ sentAt: Date }>({
  subject: () => "Test message",
  body: ({ sentAt }) => [{ paragraph: "It has arrived." }, { code: sentAt.toISOString() }],
});
