import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
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

export interface TestServer {
  port: number;
  arrived: Arrived[];
  /** How many connections were made. */
  connections(): number;
}

/** A reply of a server that is no success. */
export const smtpReply = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** A real server on a free port, for one test. It takes everything from every client unless options say otherwise. */
export async function startServer(options: SMTPServerOptions = {}): Promise<TestServer> {
  const arrived: Arrived[] = [];
  let connections = 0;
  const { onConnect, ...others } = options;
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    // The one that it would have otherwise is public, and it says so.
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

/** A line that a test is the server of. */
export async function startLine(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    talk(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return portOf(server);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A way to a server that is shut: each client is turned away until it is opened. */
export async function startGate(port: number) {
  let isOpen = false;
  let turnedAway = 0;
  const watchers = new Set<() => void>();
  const own = await startLine((socket) => {
    if (isOpen) {
      const server = connect({ port, host: "127.0.0.1" }).on("error", () => socket.destroy());
      socket.pipe(server).pipe(socket);
      return;
    }
    turnedAway += 1;
    socket.destroy();
    for (const look of watchers) look();
  });
  return {
    port: own,
    /** Resolves when so many were turned away. */
    turnedAway: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (turnedAway >= count) resolve();
        };
        watchers.add(look);
        look();
      }),
    open() {
      isOpen = true;
    },
  };
}
