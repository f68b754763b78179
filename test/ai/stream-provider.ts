import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WIRE_FORMATS } from "../../runtime/src/ai/providers/wire-formats.fixture.ts";

/** How often each open response receives a piece. */
const TICK_MS = 50;

/** Smaller and larger than an event, so that events and characters are divided. */
const PIECE_BYTES = [97, 331, 3, 211, 500, 1] as const;

/** A local provider of models whose responses come slowly and in odd pieces. */
export interface StreamProvider {
  readonly url: string;
  /** Requests that were ended before their response. */
  readonly aborted: number;
  /** Requests whose response is not whole yet. */
  readonly open: number;
  close(): void;
}

/** What the model says to the prompt "stream 17": each piece once, so that one that is lost or repeated shows. */
export const textOfStream = (id: string): readonly string[] =>
  Array.from({ length: 20 + (Number(id) % 5) * 10 }, (_piece, index) => `${id}.${index}é🎉 `);

/** Two in so many streams are left by their readers, one in each way; their responses never end by themselves. */
const LEAVER_INTERVAL = 4;

export const isLeft = (id: string): boolean => Number(id) % LEAVER_INTERVAL < 2;

/** The end of a response whose reader leaves is not sent: however busy a machine is, its request has to be aborted. */
const UNSENT_BYTES = 300;

/** Starts the provider. Its responses have the format of servers compatible with OpenAI. */
export async function startStreamProvider(): Promise<StreamProvider> {
  const waiting = new Map<
    ServerResponse,
    { bytes: Buffer; sent: number; pieces: number; isEndless: boolean }
  >();
  let aborted = 0;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const id = /stream (\d+)/.exec(body)?.[1] ?? "0";
    const events = WIRE_FORMATS["openai-compatible"].events({ text: textOfStream(id) });
    const whole = Buffer.from(events.map(({ data }) => `data: ${JSON.stringify(data)}\n\n`).join(""));
    const bytes = isLeft(id) ? whole.subarray(0, -UNSENT_BYTES) : whole;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.on("close", () => {
      waiting.delete(response);
      if (!response.writableEnded) aborted += 1;
    });
    waiting.set(response, { bytes, sent: 0, pieces: Number(id), isEndless: isLeft(id) });
  });
  const ticks = setInterval(() => {
    for (const [response, state] of waiting) {
      const end = state.sent + (PIECE_BYTES[state.pieces % PIECE_BYTES.length] ?? 1);
      if (state.sent < state.bytes.length) response.write(state.bytes.subarray(state.sent, end));
      state.sent = end;
      state.pieces += 1;
      if (end < state.bytes.length || state.isEndless) continue;
      waiting.delete(response);
      response.end();
    }
  }, TICK_MS);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get aborted() {
      return aborted;
    },
    get open() {
      return waiting.size;
    },
    close() {
      clearInterval(ticks);
      server.closeAllConnections();
      server.close();
    },
  };
}
