import { expect, test } from "vitest";
import { createDeltas, createManualTime, readAll } from "./background.fixture.ts";
import { followResponse } from "./follow-response.ts";
import { createMemoryResponses } from "./memory-responses.ts";

const key = { owner: "user:ada", id: "r" };

async function prepare() {
  const time = createManualTime();
  const at = () => new Date(time.now()).toISOString();
  const responses = createMemoryResponses();
  await responses.create({ ...key, conversation: "c", model: "openai:fake", createdAt: at() });
  const response = await responses.read(key);
  if (response === undefined) throw new Error("it was not stored");
  let reads = 0;
  const read: typeof responses.read = async (read) => {
    reads += 1;
    return await responses.read(read);
  };
  const follow = (endIfBroken = async () => false) =>
    followResponse({ responses: { ...responses, read }, wait: time.wait }, { endIfBroken }, response);
  const start = async () => void (await responses.begin(key, at()));
  const add = async (...texts: string[]) => void (await responses.append(key, createDeltas(...texts), at()));
  return { time, at, responses, follow, start, add, countReads: () => reads };
}

test("readers that join at any time get every chunk once and in order", async () => {
  const { time, at, responses, follow, start, add } = await prepare();
  const early = readAll(follow().chunks);
  await time.pass(1_000);
  await start();
  await add("one", "two");
  await time.pass(250);
  const late = readAll(follow().chunks);
  await time.pass(250);
  await add("three");
  await time.pass(250);
  await responses.end(key, { state: "ended", chunks: createDeltas("four"), at: at() });
  const afterEnd = readAll(follow().chunks);
  await time.pass(250);
  for (const read of [early, late, afterEnd])
    expect(await read).toEqual(createDeltas("one", "two", "three", "four"));
});

test("a response of many chunks is read in pieces, without a pause between them", async () => {
  const { responses, at, follow, start, add } = await prepare();
  await start();
  const texts = Array.from({ length: 1_000 }, (_, index) => `${index}`);
  await add(...texts);
  await responses.end(key, { state: "ended", at: at() });
  expect(await readAll(follow().chunks)).toEqual(createDeltas(...texts));
});

test("a response that is cancelled ends for its readers", async () => {
  const { time, at, responses, follow, start, add } = await prepare();
  await start();
  await add("one");
  const read = readAll(follow().chunks);
  await time.pass(0);
  await responses.end(key, { state: "cancelled", at: at() });
  await time.pass(250);
  expect(await read).toEqual([...createDeltas("one"), { type: "abort" }]);
});

test("a response that lost its worker is ended while it is read, and the reader gets the error", async () => {
  const { time, at, responses, follow, start, add } = await prepare();
  await start();
  await add("one");
  const lost = { type: "error", errorText: "The answer broke off." } as const;
  const read = readAll(
    follow(async () => responses.end(key, { state: "ended", chunks: [lost], at: at() })).chunks,
  );
  await time.pass(250);
  expect(await read).toEqual([...createDeltas("one"), lost]);
});

test("a reader that leaves reads no more, and the response continues", async () => {
  const { time, responses, follow, start, add, countReads } = await prepare();
  await start();
  await add("one");
  const { chunks, ended } = follow();
  const reader = chunks.getReader();
  await reader.read();
  const next = reader.read();
  await time.pass(250);
  await reader.cancel();
  await ended;
  expect(await next).toEqual({ done: true, value: undefined });
  const reads = countReads();
  await time.pass(10_000);
  expect(countReads()).toBe(reads);
  expect(await responses.read(key)).toMatchObject({ state: "running" });
});
