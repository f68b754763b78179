import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EventStreams, formatEvent } from "./event-streams.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createStreams(limit = 10) {
  const stop = vi.fn();
  let send = (_event: string) => {};
  const source = vi.fn((given: (event: string) => void) => {
    send = given;
    return stop;
  });
  const streams = new EventStreams({ limit, source });
  return { streams, source, stop, send: (event: string) => send(event) };
}

test("an event is one line of JSON, whatever is in it", () => {
  expect(formatEvent("sample", { text: "a\nb\r\nc" })).toBe(
    'event: sample\ndata: {"text":"a\\nb\\r\\nc"}\n\n',
  );
});

test("a stream begins with its first event, then has the news, the same as all others", () => {
  const { streams, send, source } = createStreams();
  const one = streams.open("first\n\n");
  const other = streams.open("first\n\n");
  send("news\n\n");
  for (const stream of [one, other]) expect(String(stream.read())).toBe("retry: 3000\n\nfirst\n\nnews\n\n");
  expect(source).toHaveBeenCalledOnce();
});

test("the source runs from the first viewer to the last", async () => {
  const { streams, source, stop } = createStreams();
  const one = streams.open("");
  const other = streams.open("");
  one.destroy();
  await expect.poll(() => one.closed).toBe(true);
  expect(stop).not.toHaveBeenCalled();
  other.destroy();
  await expect.poll(() => stop.mock.calls.length).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
  streams.open("");
  expect(source).toHaveBeenCalledTimes(2);
});

test("a stream on which nothing happens has a heartbeat every 15 s", () => {
  const { streams } = createStreams();
  const stream = streams.open("");
  stream.read();
  vi.advanceTimersByTime(15_000);
  expect(String(stream.read())).toBe(": still here\n\n");
});

test("there is a limit, and a viewer who leaves makes room", async () => {
  const { streams } = createStreams(1);
  const one = streams.open("");
  expect(() => streams.open("")).toThrow("The limit of event streams is reached.");
  one.destroy();
  await vi.waitFor(() => expect(() => streams.open("")).not.toThrow(), { timeout: 60_000 });
});

test("a viewer who does not keep up is dropped; the others are not", async () => {
  const { streams, send } = createStreams();
  const slow = streams.open("");
  const quick = streams.open("");
  quick.resume();
  for (let count = 0; count < 60; count++) {
    send("x".repeat(10_000));
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(slow.destroyed).toBe(true);
  expect(quick.destroyed).toBe(false);
});

test("the end comes after what was sent", () => {
  const { streams, send } = createStreams();
  const stream = streams.open("");
  send("last\n\n");
  streams.end();
  send("too late\n\n");
  expect(String(stream.read())).toBe("retry: 3000\n\nlast\n\n");
});
