import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** The error with which a server responds. */
export const createSmtpError = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** A proxy that refuses every connection until it is opened. */
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

/** A line that a test is the server of. */
async function startLine(talk: (socket: Socket) => void): Promise<number> {
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
