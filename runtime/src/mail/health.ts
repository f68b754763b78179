import type { Finding, HealthCheck, HealthGroup } from "../health/index.ts";
import type { MailService } from "./mail-service.ts";
import type { MailOutbox } from "./outbox.ts";
import type { ServerProbe } from "./probe.ts";

/** What the checks of mail are created from. */
export interface MailHealthOptions {
  readonly mail: Pick<MailService, "transport" | "report">;
  readonly outbox: Pick<MailOutbox, "count">;
  /** Whether the server takes messages. */
  readonly probe: ServerProbe;
}

/** Mail in the health tree. No check is critical: without mail, pages and most routes still respond. */
export function createMailHealth({ mail, outbox, probe }: MailHealthOptions): HealthGroup {
  const transport = {
    smtp: createServerCheck(mail, probe),
    outbox: createOutboxCheck(outbox),
    none: missingServerCheck,
  }[mail.transport.kind];
  return { name: "mail", checks: [transport, createSendingCheck(mail)] };
}

const createServerCheck = (mail: Pick<MailService, "transport">, probe: ServerProbe): HealthCheck => ({
  name: "server",
  critical: false,
  async check() {
    const { place } = mail.transport;
    const found = await probe();
    const metadata = { transport: "smtp", place };
    if (!found) return { status: "info", message: `${place} is being checked.`, metadata };
    if (!found.fault) return { status: "healthy", message: `${place} accepts messages.`, metadata };
    const { message, code } = found.fault;
    return { status: "unhealthy", message, metadata: { ...metadata, code } };
  },
});

const createOutboxCheck = (outbox: Pick<MailOutbox, "count">): HealthCheck => ({
  name: "outbox",
  critical: false,
  async check() {
    const count = await outbox.count();
    const messages = count === 1 ? "One message is" : `${count} messages are`;
    return {
      status: "info",
      message: `MAIL_URL is not set, so nothing is sent: ${messages} in the outbox.`,
      metadata: { transport: "outbox", count },
    };
  },
});

const missingServerCheck: HealthCheck = {
  name: "server",
  critical: false,
  check: () => ({ status: "unhealthy", message: "MAIL_URL is not set, so no message can be sent." }),
};

const createSendingCheck = (mail: Pick<MailService, "report">): HealthCheck => ({
  name: "sending",
  critical: false,
  async check(): Promise<Finding> {
    const { lastSuccessAt, lastFailure } = await mail.report();
    const metadata = {
      ...(lastSuccessAt !== null && { lastSuccessAt }),
      ...(lastFailure && { lastFailureAt: lastFailure.at, code: lastFailure.code }),
    };
    if (lastFailure && (lastSuccessAt === null || lastFailure.at > lastSuccessAt))
      return { status: "warning", message: `The last attempt failed: ${lastFailure.code}.`, metadata };
    if (lastSuccessAt === null) return { status: "healthy", message: "No messages sent yet.", metadata };
    return { status: "healthy", message: "The last message was sent.", metadata };
  },
});
