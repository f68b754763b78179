import { describe, expect, test } from "vitest";
import type { AiCaller } from "../caller.ts";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { startProviderServer } from "../providers/provider-server.fixture.ts";
import type { AiDatabase } from "./ai-stores.ts";
import { createDatabaseStores } from "./create-database-stores.ts";
import { DATABASES } from "./stores.fixture.ts";

const ada: AiCaller = { kind: "user", id: "ada" };

async function prepare(database: AiDatabase) {
  const server = await startProviderServer("openai-compatible", [{ says: { text: ["Hello"] } }]);
  const ai = createFreshAi({ providers: [server.provider], settings: { AI_MODEL: server.model }, database });
  return { ...ai, requests: server.requests };
}

describe.each(DATABASES)("$engine", ({ createFresh }) => {
  test("what one process stores, another one reads", async () => {
    const database = await createFresh();
    const { service, isPersistent } = await prepare(database);
    expect(isPersistent).toBe(true);
    const { conversation } = await service.chat({ caller: ada, text: "Good morning" });
    const other = createFreshAi({ database }).service;
    const { messages } = await other.conversation(ada, conversation);
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
    expect(await other.usage(ada, "2000")).toMatchObject([{ action: "chat", outcome: "done" }]);
    const [entry] = await other.usage(ada, "2000");
    const used = (entry?.inputTokens ?? 0) + (entry?.outputTokens ?? 0);
    expect((await other.budget(ada)).used.tokens).toBe(used);
    const { totals } = await other.usageSummary("2000", ada);
    expect(totals).toMatchObject([{ requests: 1, costMicroUsd: null, unpricedRequests: 1 }]);
  });

  test("while budgets cannot be written nothing is sent, and the response says so", async () => {
    const database = await createFresh();
    await database.engine.empty();
    const { service, requests } = await prepare(database);
    const asked = service.chat({ caller: ada, text: "Hello" });
    await expect(asked).rejects.toMatchObject({ code: "ai.budget-unavailable", category: "unavailable" });
    await expect(service.budget(ada)).rejects.toMatchObject({ code: "ai.budget-unavailable" });
    expect(requests).toEqual([]);
  });

  test("a row of usage that the database refuses fails no chat, and is in the log", async () => {
    const database = await createFresh();
    const stores = createDatabaseStores(database);
    const server = await startProviderServer("openai-compatible", [{ says: { text: ["Hello"] } }]);
    // The database's own refusal: an entry with this id is there already.
    const record: typeof stores.usage.record = async (entry) => {
      await stores.usage.record({ ...entry, id: "one" });
      await stores.usage.record({ ...entry, id: "one" });
    };
    const { service, lines } = createFreshAi({
      providers: [server.provider],
      settings: { AI_MODEL: server.model },
      stores: { ...stores, usage: { ...stores.usage, record } },
    });
    expect((await service.chat({ caller: ada, text: "Hello" })).text).toBe("Hello");
    expect(lines.map(({ msg }) => msg)).toContain("usage could not be written");
  });

  test("a database without the tables is refused at once, with what to add", async () => {
    const { portable, columns } = await createFresh();
    expect(() => createFreshAi({ database: { portable, columns, engineTables: [] } })).toThrow("aiTables");
  });
});
