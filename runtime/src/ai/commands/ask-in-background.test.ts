import { expect, test } from "vitest";
import { createBackgroundAi } from "../background/background.fixture.ts";
import { DATABASES } from "../stores/stores.fixture.ts";
import { loadAiCommand, runAndRead } from "./run-command.fixture.ts";

async function prepare(hasDatabase: boolean) {
  const database = hasDatabase ? await DATABASES[0]?.createFresh() : undefined;
  const ai = await createBackgroundAi([{ says: { text: ["No."] } }], { database });
  const loaded = await loadAiCommand(ai);
  const run = (...words: readonly string[]) => runAndRead(loaded, words);
  return { ...ai, run };
}

test("--background enqueues the answer, and says where it will be", async () => {
  const { run, enqueued, requests } = await prepare(true);
  const printed = await run("ask", "A", "long", "story", "--background");
  const [payload] = enqueued;
  expect(payload).toMatchObject({ text: "A long story", model: "openai:fake", caller: { kind: "system" } });
  expect(printed).toContain(`A worker answers in the conversation ${payload?.conversation}.`);
  expect(printed).toContain("shop ai conversations");
  expect(requests).toEqual([]);
  const again = run("ask", "More", "--background", "--conversation", payload?.conversation ?? "");
  await expect(again).rejects.toMatchObject({ code: "ai.already-responding" });
  const json = JSON.parse(await run("ask", "Another", "--background", "--json"));
  expect(json).toEqual({ conversation: enqueued[1]?.conversation, response: enqueued[1]?.response });
});

test("without a database --background is refused", async () => {
  const { run } = await prepare(false);
  await expect(run("ask", "Hello", "--background")).rejects.toMatchObject({ code: "ai.no-background" });
});
