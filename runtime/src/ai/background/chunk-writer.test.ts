import { expect, test } from "vitest";
import { createDeltas, createManualTime } from "./background.fixture.ts";
import { createChunkWriter } from "./chunk-writer.ts";
import { createMemoryResponses } from "./memory-responses.ts";

const key = { owner: "user:ada", id: "r" };

async function prepare() {
  const time = createManualTime();
  const responses = createMemoryResponses();
  await responses.create({
    ...key,
    conversation: "c",
    model: "openai:fake",
    createdAt: new Date(time.now()).toISOString(),
  });
  await responses.begin(key, new Date(time.now()).toISOString());
  const batches: number[] = [];
  const append: typeof responses.append = async (...batch) => {
    batches.push(batch[1].length);
    return await responses.append(...batch);
  };
  let left = 0;
  const leave = () => {
    left += 1;
  };
  const create = (store: Parameters<typeof createChunkWriter>[0]["responses"]) =>
    createChunkWriter({ responses: store, key, leave, now: time.now, wait: time.wait });
  return { time, responses, batches, create, store: { append, end: responses.end }, countLeft: () => left };
}

const numbered = (count: number) => createDeltas(...Array.from({ length: count }, (_, index) => `${index}`));

test("chunks are written together, 50 at once or after 200 ms, and the rest at the end", async () => {
  const { create, store, time, responses, batches } = await prepare();
  const writer = create(store);
  const chunks = numbered(65);
  for (const chunk of chunks.slice(0, 60)) await writer.add(chunk);
  expect(batches).toEqual([50]);
  await time.pass(199);
  expect(batches).toEqual([50]);
  await time.pass(1);
  expect(batches).toEqual([50, 10]);
  for (const chunk of chunks.slice(60)) await writer.add(chunk);
  await writer.end();
  expect(await responses.readChunks(key, 0, 100)).toEqual(chunks);
  expect(await responses.read(key)).toMatchObject({ state: "ended" });
});

test("while nothing comes the worker shows each second that it is alive, and no more after the end", async () => {
  const { create, store, time, responses, batches } = await prepare();
  const writer = create(store);
  for (let count = 0; count < 10; count++) await time.pass(200);
  expect(batches).toEqual([0, 0]);
  expect(Date.parse((await responses.read(key))?.updatedAt ?? "")).toBe(time.now());
  await writer.end();
  await time.pass(10_000);
  expect(batches).toEqual([0, 0]);
  expect(time.waiting.size).toBe(0);
});

test.each(["cancelled", "deleted"])(
  "a response that was %s is left once, and not written any more",
  async (how) => {
    const { create, store, time, responses, countLeft } = await prepare();
    const writer = create(store);
    await writer.add({ type: "start" });
    await time.pass(200);
    if (how === "deleted") await responses.deleteByConversation(key.owner, "c");
    else await responses.end(key, { state: "cancelled", at: new Date(time.now()).toISOString() });
    for (let count = 0; count < 6; count++) await time.pass(200);
    expect(countLeft()).toBe(1);
    for (const chunk of numbered(100)) await writer.add(chunk);
    await writer.end();
    expect(countLeft()).toBe(1);
    expect(await responses.readChunks(key, 0, 10)).toEqual(how === "deleted" ? [] : [{ type: "start" }]);
  },
);

test("a store that fails ends the answer, and its error is thrown", async () => {
  const { create, store, time, countLeft } = await prepare();
  const writer = create({
    ...store,
    append: async () => {
      throw new Error("the database is away");
    },
  });
  await writer.add({ type: "start" });
  await time.pass(200);
  expect(countLeft()).toBe(1);
  await expect(writer.end()).rejects.toThrow("the database is away");
});
