import type { Finding, HealthCheck, HealthGroup } from "#app/services/system/health/check.ts";
import type { MailService } from "./mail-service.ts";
import type { Outbox } from "./outbox/outbox.ts";
import type { Probe } from "./probe.ts";

export interface MailHealthOptions {
  mail: Pick<MailService, "transport" | "report">;
  outbox: Pick<Outbox, "count">;
  /** Tells whether the server takes messages. */
  probe: Probe;
}

/** Mail in the health tree. Nothing in it is critical: without it pages and most routes still answer. */
export function mailHealth({ mail, outbox, probe }: MailHealthOptions): HealthGroup {
  const transport = { smtp: server(mail, probe), outbox: kept(outbox), none: absent }[mail.transport.kind];
  return { name: "mail", checks: [transport, sending(mail)] };
}

const server = (mail: Pick<MailService, "transport">, probe: Probe): HealthCheck => ({
  name: "server",
  critical: false,
  async check() {
    const { place } = mail.transport;
    const found = await probe();
    const metadata = { transport: "smtp", place };
    if (!found) return { status: "info", message: `${place} is being asked.`, metadata };
    if (!found.fault) return { status: "healthy", message: `${place} takes messages.`, metadata };
    const { message, code } = found.fault;
    return { status: "unhealthy", message, metadata: { ...metadata, code } };
  },
});

const kept = (outbox: Pick<Outbox, "count">): HealthCheck => ({
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

const absent: HealthCheck = {
  name: "server",
  critical: false,
  check: () => ({ status: "unhealthy", message: "MAIL_URL is not set, so no message can be sent." }),
};

const sending = (mail: Pick<MailService, "report">): HealthCheck => ({
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
    if (lastSuccessAt === null) return { status: "healthy", message: "Nothing was sent yet.", metadata };
    return { status: "healthy", message: "The last message was sent.", metadata };
  },
});
