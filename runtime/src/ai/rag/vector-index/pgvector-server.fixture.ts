import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { onTestFinished } from "vitest";

const SSL_REQUEST_CODE = 80_877_103;

/** Reads whole messages of PostgreSQL's protocol from the pieces of a connection. The first ones have no type. */
function createReader() {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  return function* read(
    piece: Buffer,
  ): Generator<{ readonly bytes: Buffer; readonly isSslRequest: boolean }> {
    rest = Buffer.concat([rest, piece]);
    for (;;) {
      const offset = isStarted ? 1 : 0;
      if (rest.length < offset + 4) return;
      const size = offset + rest.readInt32BE(offset);
      if (rest.length < size) return;
      const bytes = rest.subarray(0, size);
      rest = rest.subarray(size);
      const isSslRequest = !isStarted && bytes.readInt32BE(4) === SSL_REQUEST_CODE;
      if (!isStarted && !isSslRequest) isStarted = true;
      yield { bytes, isSslRequest };
    }
  };
}

/** A PostgreSQL server with pgvector for one connection at a time. @returns its address */
export async function startPgvectorServer(): Promise<string> {
  const database = await PGlite.create({ extensions: { vector } });
  const sockets = new Set<Socket>();
  let queue = Promise.resolve();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    const read = createReader();
    socket.on("data", (piece) => {
      for (const { bytes, isSslRequest } of read(piece)) {
        queue = queue.then(async () => {
          if (isSslRequest) socket.write("N");
          else if (bytes[0] !== "X".charCodeAt(0)) socket.write(await database.execProtocolRaw(bytes));
        });
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await queue.catch(() => {});
    await database.close();
  });
  const { port } = server.address() as AddressInfo;
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}
