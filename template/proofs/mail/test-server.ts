import { once } from "node:events";
import type { Server } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

/** A message that a server has taken. */
interface Arrived {
  from: string;
  to: readonly string[];
  /** Headers and bodies, as they came over the line. */
  raw: string;
  /** Whether the line was encrypted. */
  secure: boolean;
  user: string | undefined;
}

interface TestServer {
  port: number;
  arrived: Arrived[];
  /** How many connections were made. */
  connections(): number;
}

/** A real server on a free port, for one test. It takes everything from everybody unless told otherwise. */
export async function startServer(options: SMTPServerOptions = {}): Promise<TestServer> {
  const arrived: Arrived[] = [];
  let connections = 0;
  const { onConnect, ...others } = options;
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    // The one that it would have otherwise is known to everybody, and it says so.
    ...(options.key === undefined && { disabledCommands: ["STARTTLS"] }),
    closeTimeout: 1,
    logger: false,
    onConnect(session, done) {
      connections += 1;
      if (onConnect) onConnect.call(this, session, done);
      else done();
    },
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    async onData(stream, { envelope, secure, user }, done) {
      const raw = await text(stream);
      const { mailFrom, rcptTo } = envelope;
      arrived.push({
        from: mailFrom === false ? "" : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        raw,
        secure,
        user,
      });
      done();
    },
    ...others,
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.close(resolve);
    await promise;
  });
  return { port: portOf(server.server), arrived, connections: () => connections };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
