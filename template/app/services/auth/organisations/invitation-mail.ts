import { APP_NAME } from "#app/core/constants.ts";
import { defineMail } from "#app/services/mail/define-mail.ts";

/**
 * Invites an address to an organisation. It names the sender by their confirmed address. Text that they entered, the
 * organisation's name included, is on the page behind the link and not in a stranger's mailbox.
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
