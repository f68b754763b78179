import { isAbsolute, join } from "node:path";
import type { Logger } from "pino";
import type { Capability, CapabilityParts } from "../application/index.ts";
import type { HealthGroup } from "../health/index.ts";
import type { BaseValues } from "../settings/index.ts";
import { createDirectDelivery, type DeliverMail } from "./delivery.ts";
import { createMailHealth } from "./health.ts";
import { createMemoryMailLedger, createSharedMailLedger, type SharedTexts } from "./ledger.ts";
import { readMailServer } from "./mail-server.ts";
import { MailService } from "./mail-service.ts";
import { readMailbox } from "./mailbox.ts";
import type { MailLetter, MailMessage } from "./message.ts";
import { createOutboxTransport, MailOutbox } from "./outbox.ts";
import { createServerProbe } from "./probe.ts";
import type { MailValues } from "./settings.ts";
import { createSmtpTransport } from "./smtp-transport.ts";
import { type MailTransport, missingMailTransport } from "./transport.ts";

/** The worker that sends messages, and where every process reads how that went. */
export interface MailQueue {
  /** Leaves a letter to the worker. Inside of a transaction that happens once it has committed, or not at all. */
  enqueue(letter: MailLetter): Promise<unknown>;
  readonly texts: SharedTexts;
  /** Whether only the process that runs tasks reaches the queue: then a command's messages would wait in it. */
  readonly isPrivate?: boolean;
}

/** What mail is created from. */
export interface MailOptions {
  readonly settings: MailValues & Pick<BaseValues, "NODE_ENV">;
  /** The name of the application: the sender where MAIL_FROM is not set. */
  readonly name: string;
  /** The application's folder, absolute. */
  readonly root: string;
  readonly log: Logger;
  /** Without it, messages are sent while the caller waits. */
  readonly queue?: MailQueue;
  /** Creates the message that `ops mail test` sends. */
  readonly testMessage?: (to: string, sentAt: Date) => MailMessage;
}

/** The mail of an application. */
export interface Mail
  extends Pick<MailService, "transport" | "deliver" | "send" | "verify" | "report" | "close">,
    Capability {
  readonly capability: CapabilityParts & {
    readonly health: HealthGroup;
    readonly overseer: { readonly mail: Pick<Mail, "transport" | "report" | "outbox"> };
  };
  /** Whether a message of a command is sent: there is a server, and the queue belongs to no other process. */
  readonly isReachedByCommands: boolean;
  /** Where messages are kept while MAIL_URL is not set. */
  readonly outbox: MailOutbox;
}

/** Mail by SMTP where MAIL_URL is set, else an outbox on disk. No connection is opened before it is used. */
export function createMail({ settings, name, root, log, queue, testMessage }: MailOptions): Mail {
  const { MAIL_URL, MAIL_FROM, MAIL_OUTBOX } = settings;
  const outbox = new MailOutbox(isAbsolute(MAIL_OUTBOX) ? MAIL_OUTBOX : join(root, MAIL_OUTBOX));
  const isProduction = settings.NODE_ENV === "production";

  function chooseTransport(): MailTransport {
    const from = readMailbox(MAIL_FROM ?? "") ?? { name: "", address: `${name}@localhost` };
    const server = readMailServer(MAIL_URL ?? "");
    if (server) return createSmtpTransport({ server, from, requireTls: isProduction });
    return isProduction ? missingMailTransport : createOutboxTransport(outbox, from, root);
  }
  const transport = chooseTransport();
  // A file is written at once, so that a developer finds it whether a worker runs or not.
  const worker = transport.kind === "outbox" ? undefined : queue;
  const byWorker = (own: MailQueue): DeliverMail => {
    return async (letter) => {
      await own.enqueue(letter);
      return { id: letter.id, outcome: "queued" };
    };
  };
  const service = new MailService({
    transport,
    ledger: worker ? createSharedMailLedger(worker.texts) : createMemoryMailLedger(),
    deliver: worker ? byWorker(worker) : createDirectDelivery(),
    log,
  });
  const probe = createServerProbe({ verify: () => service.verify() });
  return {
    transport,
    outbox,
    isReachedByCommands: transport.kind === "smtp" && worker?.isPrivate !== true,
    deliver: (message) => service.deliver(message),
    send: (letter, signal) => service.send(letter, signal),
    verify: () => service.verify(),
    report: () => service.report(),
    close: (deadline) => service.close(deadline),
    capability: {
      name: "mail",
      group: "service",
      summary: "messages by mail",
      stop: (deadline) => service.close(deadline),
      health: createMailHealth({ mail: service, outbox, probe }),
      commands: [
        {
          name: "mail",
          group: "ops",
          summary: "Show the outbox, send a test message",
          load: async () =>
            (await import("./command.ts")).createMailCommand({ transport, outbox, testMessage, name }),
        },
      ],
      routes: async () => (await import("./routes.ts")).createMailRoutes(outbox),
      overseer: { mail: { transport, report: () => service.report(), outbox } },
      folders: MAIL_URL === undefined ? [{ name: "mail outbox", path: outbox.folder }] : [],
    },
  };
}
