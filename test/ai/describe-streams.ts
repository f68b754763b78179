import { spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cleanEnvironment } from "../command.ts";
import { until } from "../until.ts";
import { isLeft, startStreamProvider, textOfStream } from "./stream-provider.ts";

/** Of the memory, the sockets and the timers from before, for what an engine compiles and what lies in caches. */
const TOLERATED_RATIO = 1.1;

interface Figures {
  readonly heapBytes: number;
  readonly sockets: number;
  readonly timers: number;
  readonly signals: number;
  readonly requests: number;
}

interface LoadResult {
  readonly whole: number;
  readonly left: number;
  readonly chunks: number;
}

/** Starts the server, whose figures are those of a process that does nothing else. */
async function startStreamServer(provider: string) {
  const child = spawn(
    process.execPath,
    [
      "--expose-gc",
      // `queryObjects` of node:v8, which only this proof uses.
      "--disable-warning=ExperimentalWarning",
      join(import.meta.dirname, "application/stream-server.ts"),
    ],
    {
      env: { ...cleanEnvironment(), STREAM_PROVIDER: provider },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  onTestFinished(() => void child.kill());
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    errors += piece;
  });
  const [port] = await once(child.stdout, "data");
  const url = `http://127.0.0.1:${String(port).trim()}`;
  const figures = async (): Promise<Figures> =>
    JSON.parse(await (await fetch(`${url}/figures`, { headers: { connection: "close" } })).text());
  return { url, figures, errors: () => errors };
}

/** Reads a stream, or its begin. @returns the text of its chunks, and how many they are */
function readStream(
  url: string,
  id: number,
  leaveAfter: number,
): Promise<{ text: string; chunks: number; isWhole: boolean }> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/stream/${id}`, { agent: false }, (response) => {
      let rest = "";
      let text = "";
      let chunks = 0;
      let isWhole = false;
      const finish = () => resolve({ text, chunks, isWhole });
      response.setEncoding("utf8").on("data", (piece: string) => {
        const events = (rest + piece).split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events) {
          const chunk = JSON.parse(event.slice("data: ".length));
          if (chunk.type === "finish") isWhole = true;
          if (chunk.type === "error") reject(new Error(chunk.errorText));
          if (chunk.type !== "text-delta" || chunks === leaveAfter) continue;
          text += chunk.delta;
          chunks += 1;
        }
        if (chunks === leaveAfter) response.destroy();
      });
      response.on("close", finish);
      response.on("error", () => {});
    });
    request.on("error", reject);
  });
}

/** Keeps so many streams open until the time has passed; each that ends is followed by another. */
async function load(
  url: string,
  concurrency: number,
  durationMs: number,
  firstId: number,
): Promise<LoadResult> {
  const deadline = performance.now() + durationMs;
  let id = firstId;
  let [whole, left, chunks] = [0, 0, 0];
  async function readUntilDeadline(): Promise<void> {
    do {
      const own = id++;
      const isLeaver = isLeft(String(own));
      const expected = textOfStream(String(own));
      const leaveAfter = isLeaver ? 1 + (own % 15) : Number.POSITIVE_INFINITY;
      const read = await readStream(url, own, leaveAfter);
      expect(read.isWhole, `stream ${own}`).toBe(!isLeaver);
      expect(read.text, `stream ${own}`).toBe(expected.slice(0, leaveAfter).join(""));
      chunks += read.chunks;
      if (isLeaver) left += 1;
      else whole += 1;
    } while (performance.now() < deadline);
  }
  await Promise.all(Array.from({ length: concurrency }, readUntilDeadline));
  return { whole, left, chunks };
}

/** Defines the proof that streams leave nothing behind. */
export function describeStreams(concurrency: number, durationMs: number): void {
  test(`after ${concurrency} concurrent streams for ${durationMs / 1_000} s memory, sockets and timers are back`, async () => {
    const provider = await startStreamProvider();
    onTestFinished(() => provider.close());
    const { url, figures, errors } = await startStreamServer(provider.url);

    const settle = async (requests: number): Promise<Figures> => {
      await until("every request is counted", async () => (await figures()).requests === requests);
      await until("no request is open at the provider", () => provider.open === 0);
      // Connections that are reused stay open for some seconds.
      await until("the connections are closed", async () => (await figures()).sockets <= 1);
      // What is collected late is no leak; what a response leaves behind is never collected.
      await until("no signal of a response is left", async () => (await figures()).signals === 0);
      return await figures();
    };

    // Code is compiled and caches are filled by a first load.
    const warm = await load(url, concurrency, Math.min(durationMs, 10_000), 0);
    const warmRequests = warm.whole + warm.left;
    const before = await settle(warmRequests);
    const measured = await load(url, concurrency, durationMs, warmRequests);
    const requests = warmRequests + measured.whole + measured.left;
    const after = await settle(requests);

    console.info(JSON.stringify({ concurrency, durationMs, ...measured, before, after }));
    expect(errors()).toBe("");
    expect(measured.left).toBeGreaterThanOrEqual(concurrency / 4);
    expect(provider.aborted).toBe(warm.left + measured.left);
    expect(after.heapBytes).toBeLessThan(before.heapBytes * TOLERATED_RATIO);
    expect(after.sockets).toBeLessThanOrEqual(before.sockets * TOLERATED_RATIO);
    expect(after.timers).toBeLessThanOrEqual(before.timers * TOLERATED_RATIO);
  });
}
