import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { queryObjects } from "node:v8";
import { createFreshAi } from "../../../runtime/src/ai/fresh-ai.fixture.ts";
import { openAiCompatible } from "../../../runtime/src/ai/providers/openai-compatible.ts";
import { createMemoryUsageStore } from "../../../runtime/src/ai/usage/usage-store.ts";

// A server over the engine, in a process of its own whose memory is measured. It stores nothing that a response leaves behind: rows of
// usage are counted, and conversations are deleted.

const url = process.env.STREAM_PROVIDER ?? "";
let requests = 0;

const { service } = createFreshAi({
  providers: [openAiCompatible({ OPENAI_COMPATIBLE_URL: url, OPENAI_COMPATIBLE_API_KEY: undefined })],
  settings: { AI_MODEL: "openai-compatible:fake", AI_USER_TOKENS: 1e12, AI_TOKENS: 1e12 },
  stores: {
    usage: {
      ...createMemoryUsageStore(),
      record: async () => {
        requests += 1;
      },
    },
  },
});

async function respond(id: number, response: ServerResponse): Promise<void> {
  const caller = { kind: "user", id: String(id % 200) } as const;
  const left = new AbortController();
  const { chunks, conversation, ended } = await service.stream({
    caller,
    text: `stream ${id}`,
    signal: left.signal,
  });
  const reader = chunks.getReader();
  response.on("close", () => {
    if (response.writableFinished) return;
    // The two ways in which routes learn that their reader has left.
    if (id % 2 === 0) left.abort();
    else void reader.cancel();
  });
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (response.destroyed) break;
    if (!response.write(`data: ${JSON.stringify(part.value)}\n\n`))
      await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  response.end();
  await ended;
  await service.deleteConversation(caller, conversation);
}

/** What the process holds when everything has ended that can. */
async function measure() {
  for (let round = 0; round < 2; round++) {
    await setImmediate();
    globalThis.gc?.();
  }
  const resources = process.getActiveResourcesInfo();
  const count = (pattern: RegExp) => resources.filter((name) => pattern.test(name)).length;
  return {
    heapBytes: process.memoryUsage().heapUsed,
    sockets: count(/^TCPSocketWrap$/),
    timers: count(/^Timeout$/),
    // Each response has several, and one that is listened to keeps the whole response in memory.
    signals: queryObjects(AbortSignal, { format: "count" }),
    requests,
  };
}

const server = createServer(async (request, response) => {
  try {
    const id = /^\/stream\/(\d+)$/.exec(request.url ?? "")?.[1];
    if (id !== undefined) return await respond(Number(id), response);
    response.end(JSON.stringify(await measure()));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    response.destroy();
  }
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
