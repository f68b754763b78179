import { describe, expect, test } from "vitest";
import type { AiCaller } from "./caller.ts";
import { createFreshAi } from "./fresh-ai.fixture.ts";
import { STORES } from "./stores/stores.fixture.ts";
import type { UsageEntry } from "./usage/usage-entry.ts";

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1, 12);
const ada: AiCaller = { kind: "user", id: "ada" };

describe.each(STORES)("$name", ({ open, name }) => {
  async function prepare(retentionDays: number) {
    let now = START;
    const stores = await open();
    const { service } = createFreshAi({
      stores,
      settings: { AI_RETENTION_DAYS: retentionDays },
      now: () => now,
    });
    const pass = (days: number) => {
      now += days * DAY_MS;
    };
    return { stores, service, pass };
  }

  test("conversations and usage are deleted after the retention, with approvals and past budgets", async () => {
    const { stores, service, pass } = await prepare(90);
    await service.chat({ caller: ada, text: "Good morning" });
    await stores.approvals.create({
      id: "a",
      owner: "user:ada",
      tool: "deleteOrder",
      input: {},
      summary: "Delete",
      createdAt: new Date(START).toISOString(),
      expiresAt: new Date(START + DAY_MS).toISOString(),
    });
    pass(89);
    const { conversation } = await service.chat({ caller: ada, text: "Good evening" });
    pass(2);
    // Of one caller and of the application; in memory the next day has already replaced them.
    const budgetDays = name === "memory" ? 0 : 2;
    const deleted = { conversations: 1, usageEntries: 1, approvals: 1, budgetDays, responses: 0 };
    expect(await service.deleteExpired()).toEqual(deleted);
    expect((await service.conversations(ada)).map(({ id }) => id)).toEqual([conversation]);
    expect(await service.usage(ada, "2000")).toHaveLength(1);
    expect(await service.deleteExpired()).toEqual({
      conversations: 0,
      usageEntries: 0,
      approvals: 0,
      budgetDays: 0,
      responses: 0,
    });
  });

  test("what a worker streamed is deleted after a day, and its conversation stays", async () => {
    const { stores, service, pass } = await prepare(0);
    const { conversation } = await service.chat({ caller: ada, text: "Good morning" });
    const response = { id: "r", owner: "user:ada", conversation, model: "openai:fake" };
    await stores.responses.create({ ...response, createdAt: new Date(START).toISOString() });
    pass(1);
    expect(await service.deleteExpired()).toMatchObject({ responses: 0 });
    pass(1);
    expect(await service.deleteExpired()).toMatchObject({ responses: 1 });
    expect(await service.conversations(ada)).toHaveLength(1);
  });

  test("a retention of 0 days keeps conversations and usage", async () => {
    const { service, pass } = await prepare(0);
    await service.chat({ caller: ada, text: "Good morning" });
    pass(10_000);
    expect(await service.deleteExpired()).toMatchObject({ conversations: 0, usageEntries: 0 });
    expect(await service.conversations(ada)).toHaveLength(1);
    const entries: readonly UsageEntry[] = await service.usage(ada, "2000");
    expect(entries).toHaveLength(1);
  });
});
