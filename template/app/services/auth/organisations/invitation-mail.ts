import { APP_NAME } from "#app/core/constants.ts";
import { defineMail } from "#app/services/mail/define-mail.ts";

/**
 * Asks somebody to join an organisation. Who sent it is told by the address that they have shown to be theirs; what
 * they have typed, the organisation's name among it, is on the page behind the link and not in a stranger's mailbox.
 */
export const invitationMail = defineMail<{ from: string; link: string }>({
  subject: () => `You are invited to an organisation at ${APP_NAME}`,
  body: ({ from, link }) => [
    { paragraph: `${from} invites you to join an organisation at ${APP_NAME}.` },
    { action: "See the invitation", url: link },
    {
      note: "The invitation is valid for seven days and only for this address. If you do not expect it, ignore this mail.",
    },
  ],
});
