import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WIRE_FORMATS } from "../../runtime/src/ai/providers/wire-formats.fixture.ts";

// A provider of models whose responses are ready: the model "words-2000" says two thousand words at once.
const WRITE_BYTES = 16_384;
const responses = new Map<string, Buffer>();

function findResponse(model: string): Buffer {
  const known = responses.get(model);
  if (known !== undefined) return known;
  const count = Number(/^words-(\d+)$/.exec(model)?.[1] ?? 1);
  const text = Array.from({ length: count }, (_word, index) => `word${index} `);
  const events = WIRE_FORMATS["openai-compatible"].events({ text });
  const created = Buffer.from(events.map(({ data }) => `data: ${JSON.stringify(data)}\n\n`).join(""));
  responses.set(model, created);
  return created;
}

const server = createServer(async (request, response) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const { model } = JSON.parse(Buffer.concat(pieces).toString());
  const bytes = findResponse(model);
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (let from = 0; from < bytes.length; from += WRITE_BYTES)
    response.write(bytes.subarray(from, from + WRITE_BYTES));
  response.end();
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
