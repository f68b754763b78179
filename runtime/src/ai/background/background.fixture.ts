import type { UIMessageChunk } from "ai";
import type { AiCaller } from "../caller.ts";
import { createFreshAi, type FreshAiOptions } from "../fresh-ai.fixture.ts";
import { startProviderServer, type WireBehaviour } from "../providers/provider-server.fixture.ts";
import type { ResponsePayload } from "./background-options.ts";
import type { Wait } from "./wait.ts";

export const ada: AiCaller = { kind: "user", id: "ada" };
export const bob: AiCaller = { kind: "user", id: "bob" };

const START = Date.UTC(2026, 0, 1, 12);

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** A time that passes when the test says so, for work in memory. */
export function createManualTime() {
  let time = START;
  const waiting = new Set<{ readonly until: number; readonly resolve: () => void }>();
  const wait: Wait = (ms, signal) =>
    new Promise((resolve) => {
      waiting.add({ until: time + ms, resolve });
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  return {
    now: () => time,
    wait,
    /** How many wait for the time to pass. */
    waiting,
    async pass(ms: number): Promise<void> {
      await settle();
      time += ms;
      for (const each of [...waiting]) {
        if (each.until > time) continue;
        waiting.delete(each);
        each.resolve();
      }
      await settle();
    },
  };
}

export const createDeltas = (...texts: string[]): UIMessageChunk[] =>
  texts.map((delta) => ({ type: "text-delta", id: "t", delta }));

/** Reads a stream to its end. */
export async function readAll(stream: ReadableStream<UIMessageChunk>): Promise<UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

/** What chunks say, and why they broke off. */
export const summarise = (chunks: readonly UIMessageChunk[]) => ({
  text: chunks.flatMap((chunk) => (chunk.type === "text-delta" ? [chunk.delta] : [])).join(""),
  errors: chunks.flatMap((chunk) => (chunk.type === "error" ? [chunk.errorText] : [])),
});

/** Models with a provider that behaves as given, and what they have enqueued for a worker. */
export async function createBackgroundAi(behaviours: readonly WireBehaviour[], options: FreshAiOptions) {
  const server = await startProviderServer("openai", behaviours);
  const enqueued: ResponsePayload[] = [];
  const ai = createFreshAi({
    providers: [server.provider],
    background: { enqueue: async (payload) => void enqueued.push(payload) },
    ...options,
    settings: { AI_MODEL: server.model, ...options.settings },
  });
  const requests: readonly { readonly body: string; readonly aborted: Promise<void> }[] = server.requests;
  return { ...ai, enqueued, requests };
}
