import { createMail } from "@aegis-stack/runtime/mail";
import { APP_NAME, ROOT } from "#app/core/constants.ts";
import { log } from "#app/core/log.ts";
import { queue } from "#app/core/queue.ts";
import { settings } from "#app/core/settings.ts";
import { sendMail } from "./send-mail-task.ts";
import { testMail } from "./test-mail.ts";

/** The mail of this application. */
export const mail = createMail({
  settings,
  name: APP_NAME,
  root: ROOT,
  log,
  testMessage: (to, sentAt) => testMail(to, { sentAt }),
  // #region aegis:worker
  queue: {
    enqueue: (letter) => queue.enqueue(sendMail, letter),
    isPrivate: queue.engine.private, // aegis:worker=redis
    texts: { write: (texts) => queue.engine.writeEntries(texts), read: () => queue.engine.readEntries() },
  },
  // #endregion
});
