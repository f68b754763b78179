import type { MailServer } from "./mail-server.ts";
import type { Mailbox } from "./mailbox.ts";
import { toSmtpError } from "./smtp-faults.ts";
import type { MailTransport } from "./transport.ts";

/** How long each step may take, in milliseconds. */
export interface SmtpTimeouts {
  /** To be connected. A server that is there answers within a second; ten let a packet be lost twice. */
  readonly connection: number;
  /** To be greeted, and to be encrypted. Some servers keep a stranger waiting for some seconds, against robots. */
  readonly greeting: number;
  /** Between two packets of the server. Longer, because a server scans a message before it accepts it. */
  readonly socket: number;
}

const DEFAULT_TIMEOUTS: SmtpTimeouts = { connection: 10_000, greeting: 10_000, socket: 20_000 };

/** Open connections at the most: more make a provider suspicious. */
const MAX_CONNECTIONS = 5;

/** When a connection on which nothing is sent is closed, before the server does so. */
const IDLE_TIMEOUT_MS = 15_000;

/** What a transport by SMTP is created from. */
export interface SmtpOptions {
  readonly server: MailServer;
  readonly from: Mailbox;
  /** Whether a connection must be encrypted, unless MAIL_URL says so itself. */
  readonly requireTls: boolean;
  readonly timeouts?: SmtpTimeouts;
  /** Certificates to trust besides those of Node, as PEM. */
  readonly authorities?: readonly string[];
}

/** Sends by a server. Connections are kept for a while and used again; certificates are always checked. */
export function createSmtpTransport(options: SmtpOptions): MailTransport {
  const { server, from, timeouts = DEFAULT_TIMEOUTS, authorities } = options;
  const { host, port, implicitTls, credentials } = server;
  const required = server.tls === undefined ? options.requireTls : server.tls === "required";
  async function open() {
    // Loaded when the first message is there: most commands, and every start, do without.
    const { createTransport } = await import("nodemailer");
    return createTransport({
      pool: true,
      maxConnections: MAX_CONNECTIONS,
      idleTimeout: IDLE_TIMEOUT_MS,
      // The caller decides how often it is tried.
      maxRequeues: 0,
      host,
      port,
      secure: implicitTls,
      requireTLS: required && !implicitTls,
      ...(credentials && { auth: { user: credentials.user, pass: credentials.password } }),
      connectionTimeout: timeouts.connection,
      dnsTimeout: timeouts.connection,
      greetingTimeout: timeouts.greeting,
      socketTimeout: timeouts.socket,
      ...(authorities && { tls: { ca: [...authorities] } }),
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
          // The same for each attempt, so that a program can recognise one that arrives twice.
          messageId: `<${id}@${from.address.split("@").at(-1)}>`,
          // Keeps holiday notices from replying.
          headers: { "auto-submitted": "auto-generated" },
          disableFileAccess: true,
          disableUrlAccess: true,
          ...(signal && { signal }),
        });
      } catch (error) {
        throw toSmtpError(error);
      }
    },
    async verify() {
      try {
        await (await transporter()).verify();
      } catch (error) {
        throw toSmtpError(error);
      }
    },
    close: () => void opened?.then((open) => open.close()),
  };
}
