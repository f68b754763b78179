import { APP_NAME } from "#app/core/constants.ts";
import { defineMail } from "./define-mail.ts";

/** Shows whether messages arrive, and what each piece of one looks like. */
export const testMail = defineMail<{ sentAt: Date }>({
  subject: () => `Test message from ${APP_NAME}`,
  body: ({ sentAt }) => [
    { paragraph: `This message was sent by ${APP_NAME} to see whether messages arrive. It has arrived.` },
    { code: sentAt.toISOString() },
    { note: "No reply is needed." },
  ],
});
