import { APP_NAME } from "#app/core/constants.ts";
import { mail } from "#app/services/mail/index.ts";

export interface MailOnItsWay {
  /** What lists the messages of development; null where messages are sent. */
  command: string | null;
}

/** Where a message goes that is sent now. */
export const mailOnItsWay = (): MailOnItsWay => ({
  command: mail.transport.kind === "outbox" ? `npx ${APP_NAME} ops mail outbox` : null,
});
