import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { createQueue } from "../../queue/create-queue.ts";
import { createMemoryQueueEngine } from "../../queue/memory/memory-engine.ts";
import { createTaskWorker } from "../../queue/work/task-worker.ts";
import type { ResponsePayload } from "../background/background-options.ts";
import type { WireBehaviour } from "../providers/provider-server.fixture.ts";
import { DATABASES } from "../stores/stores.fixture.ts";
import { createResponseHandler, createResponseTask } from "../tasks/index.ts";
import { type AiClient, readChunks, readStream, startWithProvider } from "./ai-server.fixture.ts";

const body = { text: "Tell me a story", background: true };
const says = { says: { text: ["Once ", "upon."] } };
const stalls = { stallAfter: { text: ["The begin. ", "More."] } };

/** Starts an answer in the background. @returns where it is streamed */
async function start({ send }: AiClient) {
  const { status, json } = await send("POST", "/stream", { body });
  expect([status, json]).toEqual([202, { conversation: expect.any(String), response: expect.any(String) }]);
  const { conversation } = json as { conversation: string };
  return { conversation, path: `/conversations/${conversation}/stream` };
}

test("without a worker an answer in the background is refused, and every other one is streamed", async () => {
  const { client } = await startWithProvider([says]);
  const { send, request } = client();
  const { status, json } = await send("POST", "/stream", { body });
  expect([status, json]).toMatchObject([409, { code: "ai.no-background" }]);
  const streamed = await readStream(
    await request("POST", "/stream", { body: { ...body, background: false } }),
  );
  expect(streamed.text).toBe("Once upon.");
});

describe.each(DATABASES)("$engine", ({ createFresh }) => {
  /** A server whose answers in the background are written when the test calls `work`. */
  async function prepare(behaviours: readonly WireBehaviour[], draining?: AbortSignal) {
    const enqueued: ResponsePayload[] = [];
    const server = await startWithProvider(behaviours, {
      database: await createFresh(),
      background: { enqueue: async (payload) => void enqueued.push(payload) },
      ...(draining && { draining }),
    });
    async function work(signal = new AbortController().signal): Promise<void> {
      for (const payload of enqueued.splice(0)) await server.service.respondInBackground(payload, signal);
    }
    return { ...server, work };
  }

  test("a worker with a queue answers, and the conversation streams it to every reader that opens it", async () => {
    const task = createResponseTask();
    const queue = createQueue({ queues: { system: {} }, engine: createMemoryQueueEngine() });
    const server = await startWithProvider([says], {
      database: await createFresh(),
      background: { enqueue: (payload) => queue.enqueue(task, payload) },
    });
    const client = server.client();
    const { path, conversation } = await start(client);
    const early = client.request("GET", path);
    const worker = createTaskWorker({
      engine: queue.engine,
      queues: queue.queues,
      handlers: [createResponseHandler(task, server)],
      log: pino({ enabled: false }),
    });
    await worker.start();
    onTestFinished(async () => {
      await worker.stop(AbortSignal.abort());
      await queue.engine.close();
    });
    const response = await early;
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-vercel-ai-ui-message-stream": "v1",
    });
    const { chunks, text, errors } = await readStream(response);
    expect([text, errors]).toEqual(["Once upon.", []]);
    expect(chunks[1]).toMatchObject({ type: "data-conversation", data: { id: conversation } });
    expect(chunks.at(-1)?.type).toBe("finish");
    expect((await client.send("GET", `/conversations/${conversation}`)).json).toMatchObject({
      messages: [{ role: "user" }, { role: "assistant", metadata: { state: "complete" } }],
    });
    expect(await client.send("GET", path)).toMatchObject({ status: 204, text: "" });
  });

  test("readers that come, leave and come again get all of it, and the worker is not disturbed", async () => {
    const { client, work, provider } = await prepare([stalls]);
    const own = client();
    const { path } = await start(own);
    const working = work();
    for (let round = 0; round < 2; round++) {
      const leaving = new AbortController();
      const seen = [];
      for await (const chunk of readChunks(await own.request("GET", path, { signal: leaving.signal }))) {
        seen.push(chunk);
        if (chunk.type === "text-delta" && chunk.delta === "More.") break;
      }
      leaving.abort();
      expect(seen.flatMap((chunk) => (chunk.type === "text-delta" ? [chunk.delta] : []))).toEqual([
        "The begin. ",
        "More.",
      ]);
    }
    const last = readStream(await own.request("GET", path));
    expect((await own.send("DELETE", path)).status).toBe(204);
    expect((await last).chunks.at(-1)).toEqual({ type: "abort" });
    await provider.requests[0]?.aborted;
    await working;
    expect((await own.send("DELETE", path)).status).toBe(204);
    expect(provider.requests).toHaveLength(1);
  });

  test("a second one in the same conversation is refused", async () => {
    const { client, work } = await prepare([says]);
    const own = client();
    const { conversation } = await start(own);
    const again = { body: { ...body, conversation } };
    expect(await own.send("POST", "/stream", again)).toMatchObject({
      status: 409,
      json: { code: "ai.already-responding" },
    });
    await work();
    expect((await own.send("POST", "/stream", again)).status).toBe(202);
  });

  test("another caller neither reads nor stops nor continues it, nor does a page of another site", async () => {
    const { client, work, provider } = await prepare([says]);
    const own = client();
    const { path, conversation } = await start(own);
    const other = client();
    const attacks = [
      await other.send("GET", path),
      await other.send("DELETE", path),
      await other.send("POST", "/stream", { body: { ...body, conversation } }),
      await other.send("GET", "/conversations/none/stream"),
    ];
    for (const { status, json } of attacks)
      expect([status, json]).toMatchObject([404, { code: "ai.unknown-conversation" }]);
    const headers = { origin: "https://evil.example" };
    expect((await own.send("DELETE", path, { headers })).status).toBe(403);
    expect((await own.send("POST", "/stream", { headers, body })).status).toBe(403);
    const reading = own.request("GET", path).then(readStream);
    await work();
    expect(await reading).toMatchObject({ text: "Once upon.", errors: [] });
    expect(provider.requests).toHaveLength(1);
  });

  test("a model that is not offered is refused, and so is what is no message", async () => {
    const { client } = await prepare([says]);
    const { send } = client();
    for (const wrong of [
      { ...body, model: "openai:most-expensive" },
      { ...body, text: " " },
      { ...body, background: 1 },
    ])
      expect((await send("POST", "/stream", { body: wrong })).status).toBe(400);
    expect((await send("GET", "/conversations")).json).toEqual({ conversations: [] });
  });

  test("a server that stops ends the stream with an error, and the worker continues", async () => {
    const draining = new AbortController();
    const { client, work } = await prepare([says], draining.signal);
    const own = client();
    const { path, conversation } = await start(own);
    const reading = readStream(await own.request("GET", path));
    draining.abort();
    expect((await reading).errors).toEqual([expect.stringContaining("The server is being restarted.")]);
    expect(await own.send("GET", path)).toMatchObject({ status: 503, json: { code: "ai.restarting" } });
    await work();
    expect((await own.send("GET", `/conversations/${conversation}`)).json).toMatchObject({
      messages: [{ role: "user" }, { metadata: { state: "complete" } }],
    });
  });
});
