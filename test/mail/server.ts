import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** What the server does: takes messages, turns everybody away, or hears a message to its end and never answers. */
export type Manner = "take" | "away" | "silent";

export interface MailServer {
  port: number;
  manner: Manner;
  /** What it has taken, and said so: headers and bodies. */
  taken: string[];
  /** What it has heard to its end and not answered. */
  heard: string[];
  turnedAway: number;
  stop(): Promise<void>;
}

/** As much of a mail server as a worker needs, on a port that stays its own whatever it does. */
export async function mailServer(): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
    if (server.manner === "away") {
      server.turnedAway += 1;
      socket.destroy();
    } else talk(socket, server);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const server: MailServer = {
    port: address.port,
    manner: "take",
    taken: [],
    heard: [],
    turnedAway: 0,
    async stop() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
  return server;
}

const END = "\r\n.\r\n";

/** One conversation, a line at a time; between DATA and its end everything is the message. */
function talk(socket: Socket, server: MailServer): void {
  let heard = "";
  let isMessage = false;
  socket.setEncoding("utf8").write("220 trial ESMTP\r\n");
  socket.on("data", (text: string) => {
    heard += text;
    for (;;) {
      const end = heard.indexOf(isMessage ? END : "\r\n");
      if (end === -1) return;
      const said = heard.slice(0, end);
      heard = heard.slice(end + (isMessage ? END.length : 2));
      if (isMessage) {
        isMessage = false;
        if (server.manner === "take") {
          server.taken.push(said);
          socket.write("250 taken\r\n");
        } else server.heard.push(said);
      } else if (/^DATA/i.test(said)) {
        isMessage = true;
        socket.write("354 go on\r\n");
      } else if (/^QUIT/i.test(said)) socket.end("221 bye\r\n");
      else socket.write("250 fine\r\n");
    }
  });
}
