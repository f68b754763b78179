import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { convertToModelMessages, streamText, toUIMessageStream, type UIMessageChunk } from "ai";
import { createFreshAi } from "../../runtime/src/ai/fresh-ai.fixture.ts";
import { openAiCompatible } from "../../runtime/src/ai/providers/openai-compatible.ts";

// Measures a message through AiService or through the AI SDK alone. It reads [who, what] a line, and writes the figure.
const SHORT_REQUESTS = 40;
const LONG_REQUESTS = 2;
const LONG_WORDS = 2_000;

const MODEL_PREFIX = "openai-compatible:";
const SYSTEM_INSTRUCTIONS = "You answer questions about the shop.";
const QUESTION_TEXT = "Which components does the shop have?";

const models = spawn(process.execPath, [join(import.meta.dirname, "models.ts")], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [port] = await once(models.stdout, "data");
const provider = openAiCompatible({
  OPENAI_COMPATIBLE_URL: `http://127.0.0.1:${String(port).trim()}`,
  OPENAI_COMPATIBLE_API_KEY: undefined,
});
const library = await provider.load();
const { service } = createFreshAi({
  providers: [provider],
  settings: { AI_MODEL: `${MODEL_PREFIX}words-1`, AI_USER_TOKENS: 1e12, AI_TOKENS: 1e12 },
  instructions: () => SYSTEM_INSTRUCTIONS,
});

type Send = (model: string) => Promise<ReadableStream<UIMessageChunk>>;

const sendAlone: Send = async (model) => {
  const { stream } = streamText({
    model: library.languageModel(model),
    instructions: SYSTEM_INSTRUCTIONS,
    messages: await convertToModelMessages([
      { role: "user", parts: [{ type: "text", text: QUESTION_TEXT }] },
    ]),
    maxOutputTokens: 4_096,
  });
  return toUIMessageStream({ stream });
};

const sendByService: Send = async (model) => {
  const caller = { kind: "user", id: "1" } as const;
  const { chunks } = await service.stream({ caller, text: QUESTION_TEXT, model: `${MODEL_PREFIX}${model}` });
  return chunks;
};

/** Sends a message and reads its response. @returns milliseconds to the first text, and the chunks of text */
async function read(send: Send, model: string): Promise<{ firstMs: number; chunks: number }> {
  const begin = performance.now();
  let firstMs: number | undefined;
  let chunks = 0;
  for await (const { type } of await send(model)) {
    if (type !== "text-delta") continue;
    firstMs ??= performance.now() - begin;
    chunks += 1;
  }
  if (firstMs === undefined) throw new Error("a response without a text");
  return { firstMs, chunks };
}

/** Milliseconds to the first text, the mean of a round. */
async function measureFirstText(send: Send): Promise<number> {
  let sum = 0;
  for (let count = 0; count < SHORT_REQUESTS; count++) sum += (await read(send, "words-1")).firstMs;
  return sum / SHORT_REQUESTS;
}

/** Microseconds a chunk of a long response, on the clock or of this process's processor. */
async function measureChunks(send: Send, clock: () => number): Promise<number> {
  let chunks = 0;
  const begin = clock();
  for (let count = 0; count < LONG_REQUESTS; count++)
    chunks += (await read(send, `words-${LONG_WORDS}`)).chunks;
  if (chunks !== LONG_REQUESTS * LONG_WORDS) throw new Error(`${chunks} chunks`);
  return (clock() - begin) / chunks;
}

const wallMicroseconds = (): number => performance.now() * 1_000;

function processorMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const MEASUREMENT_BY_NAME: Readonly<Record<string, (send: Send) => Promise<number>>> = {
  first: measureFirstText,
  chunk: (send) => measureChunks(send, wallMicroseconds),
  processor: (send) => measureChunks(send, processorMicroseconds),
};

process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const [who, what] = JSON.parse(line);
  const figure = await MEASUREMENT_BY_NAME[what]?.(who === "service" ? sendByService : sendAlone);
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
models.kill();
