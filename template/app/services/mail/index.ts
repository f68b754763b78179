import { isAbsolute, join } from "node:path";
import { APP_NAME, ROOT } from "#app/core/constants.ts";
import { log } from "#app/core/log.ts";
import { readMailbox } from "#app/core/mail/mailbox.ts";
import { readMailServer } from "#app/core/mail/server.ts";
import { queue } from "#app/core/queue/index.ts"; // aegis:worker
import { settings } from "#app/core/settings/index.ts";
import { byWorker } from "./delivery/by-worker.ts"; // aegis:worker
import { directly } from "./delivery/directly.ts";
import { createBoardLedger } from "./ledger/board.ts"; // aegis:worker
import { createMemoryLedger } from "./ledger/memory.ts";
import { MailService } from "./mail-service.ts";
import { noTransport } from "./no-transport.ts";
import { Outbox } from "./outbox/outbox.ts";
import { createOutboxTransport } from "./outbox/outbox-transport.ts";
import { createSmtpTransport } from "./smtp/smtp-transport.ts";
import type { MailTransport } from "./transport.ts";

const isProduction = settings.NODE_ENV === "production";

/** Where messages are put while there is no server to send them. */
export const outbox = new Outbox(
  isAbsolute(settings.MAIL_OUTBOX) ? settings.MAIL_OUTBOX : join(ROOT, settings.MAIL_OUTBOX),
);

function chooseTransport(): MailTransport {
  const from = readMailbox(settings.MAIL_FROM ?? "") ?? { name: "", address: `${APP_NAME}@localhost` };
  const server = readMailServer(settings.MAIL_URL ?? "");
  if (server) return createSmtpTransport({ server, from, requireTls: isProduction });
  return isProduction ? noTransport : createOutboxTransport(outbox, from);
}

const transport = chooseTransport();

// #region aegis:worker
/** A file is written at once: whoever works on the application finds it there, whether a worker runs or not. */
const isFile = transport.kind === "outbox";
// #endregion aegis:worker

/** The mail of this application. */
export const mail = new MailService({
  transport,
  ledger: isFile ? createMemoryLedger() : createBoardLedger(queue), // aegis:worker
  deliver: isFile ? directly() : byWorker, // aegis:worker
  // ledger: createMemoryLedger(), // aegis:!worker
  // deliver: directly(), // aegis:!worker
  log,
});
