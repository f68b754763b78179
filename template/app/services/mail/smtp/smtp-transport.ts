import type { Mailbox } from "#app/core/mail/mailbox.ts";
import type { MailServer } from "#app/core/mail/server.ts";
import type { MailTransport } from "../transport.ts";
import { faultOf } from "./faults.ts";

/** How long one step may take, in milliseconds. */
export interface Patience {
  /** To be connected. A server that is there answers within a second; ten let a packet be lost twice. */
  connection: number;
  /** To be greeted, and to be encrypted. Some servers keep a stranger waiting for some seconds, to be rid of robots. */
  greeting: number;
  /** Between two signs of life. Longer, because a server looks a message through before it takes it. */
  socket: number;
}

const PATIENCE: Patience = { connection: 10_000, greeting: 10_000, socket: 20_000 };

/** Open connections at the most: more make a provider suspicious. */
const CONNECTIONS = 5;

/** A connection on which nothing is sent is closed by us, before the server does so. Milliseconds. */
const IDLE = 15_000;

export interface SmtpOptions {
  server: MailServer;
  from: Mailbox;
  /** Whether a connection is encrypted or given up, unless MAIL_URL says. */
  requireTls: boolean;
  patience?: Patience;
  /** Certificates to trust besides those of Node, as PEM. */
  authorities?: string[];
}

/** Sends by a server. Connections are kept for a while and used again; certificates are always checked. */
export function createSmtpTransport(options: SmtpOptions): MailTransport {
  const { server, from, patience = PATIENCE, authorities } = options;
  const { host, port, implicitTls, credentials } = server;
  const required = server.tls === undefined ? options.requireTls : server.tls === "required";
  async function open() {
    // Loaded when the first message is there: most commands, and every start, do without.
    const { createTransport } = await import("nodemailer");
    return createTransport({
      pool: true,
      maxConnections: CONNECTIONS,
      idleTimeout: IDLE,
      // Who asked for it decides how often it is tried.
      maxRequeues: 0,
      host,
      port,
      secure: implicitTls,
      requireTLS: required && !implicitTls,
      ...(credentials && { auth: { user: credentials.user, pass: credentials.password } }),
      connectionTimeout: patience.connection,
      dnsTimeout: patience.connection,
      greetingTimeout: patience.greeting,
      socketTimeout: patience.socket,
      ...(authorities && { tls: { ca: authorities } }),
    });
  }
  let opened: ReturnType<typeof open> | undefined;
  const transporter = () => {
    opened ??= open();
    return opened;
  };

  return {
    kind: "smtp",
    place: `${host}:${port}`,
    async send({ id, message: { to, subject, text, html } }, signal) {
      try {
        await (await transporter()).sendMail({
          from,
          to: { name: "", address: to },
          subject,
          text,
          html,
          // The same for each attempt, so that one that arrives twice can be told as such.
          messageId: `<${id}@${from.address.split("@").at(-1)}>`,
          // Nobody's holiday notice is to answer.
          headers: { "auto-submitted": "auto-generated" },
          disableFileAccess: true,
          disableUrlAccess: true,
          ...(signal && { signal }),
        });
      } catch (error) {
        throw faultOf(error);
      }
    },
    async verify() {
      try {
        await (await transporter()).verify();
      } catch (error) {
        throw faultOf(error);
      }
    },
    close: () => void opened?.then((open) => open.close()),
  };
}
