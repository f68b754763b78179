import { expect, test } from "vitest";
import type { UsageTotals } from "../../ai/usage/index.ts";
import { AppError } from "../../errors/index.ts";
import type { OverseerAi } from "../capabilities.ts";
import { loadAi } from "./ai.ts";

const NOW = Date.UTC(2026, 0, 31, 12);

const createTotals = (day: string, options: Partial<UsageTotals> = {}): UsageTotals => ({
  day,
  model: "openai:some",
  requests: 2,
  failed: 1,
  cancelled: 0,
  inputTokens: 100,
  outputTokens: 20,
  costMicroUsd: 40,
  unpricedRequests: 0,
  ...options,
});

function createModels(totals: readonly UsageTotals[], options: Partial<OverseerAi> = {}) {
  const asked: string[] = [];
  const ai: OverseerAi = {
    model: "openai:some",
    isPersistent: true,
    usage: async (since) => {
      asked.push(since);
      return { totals, firstOutput: null, failures: [] };
    },
    budget: async () => ({
      used: { tokens: 10, microUsd: 5 },
      limit: { tokens: 100, microUsd: undefined },
    }),
    ...options,
  };
  return { load: () => loadAi({ capabilities: { ai } }, NOW), asked };
}

test("thirty days are shown, today among them, and those without requests count as nothing", async () => {
  const { load, asked } = createModels([
    createTotals("2026-01-30"),
    createTotals("2026-01-31", { model: "ollama:local", costMicroUsd: null, unpricedRequests: 2 }),
    createTotals("2026-01-31"),
  ]);
  const page = await load();
  expect(asked).toEqual(["2026-01-02T00:00:00.000Z"]);
  expect(page?.usage?.days).toHaveLength(30);
  expect(page?.usage?.days[0]).toEqual({
    day: "2026-01-02",
    requests: 0,
    failed: 0,
    tokens: 0,
    costMicroUsd: 0,
    unpricedRequests: 0,
  });
  const today = { requests: 4, failed: 2, tokens: 240, costMicroUsd: 40, unpricedRequests: 2 };
  expect(page?.usage?.today).toMatchObject(today);
  expect(page?.usage?.rows.map(({ day }) => day)).toEqual(["2026-01-31", "2026-01-31", "2026-01-30"]);
});

test("the cost of a day whose prices are all unknown is unknown, and not nothing", async () => {
  const unknown = createTotals("2026-01-31", { costMicroUsd: null, unpricedRequests: 2 });
  const page = await createModels([unknown]).load();
  expect(page?.usage?.today.costMicroUsd).toBeNull();
});

test("a cost without a limit is shown as such", async () => {
  const page = await createModels([]).load();
  const budget = { used: { tokens: 10, microUsd: 5 }, limit: { tokens: 100, microUsd: null } };
  expect(page).toMatchObject({ readAt: NOW, budget, fault: null });
});

test("when the database does not respond the page says why, and shows the rest", async () => {
  const error = new AppError({
    code: "database.unreachable",
    category: "unavailable",
    message: "The database did not respond.",
    hint: "Check that it is running.",
  });
  const page = await createModels([], { usage: () => Promise.reject(error) }).load();
  expect(page).toMatchObject({ usage: null, budget: { used: { tokens: 10 } } });
  expect(page?.fault?.message).toBe("The database did not respond.");
});

test("there is no such page without models", async () => {
  expect(await loadAi({ capabilities: {} }, NOW)).toBeNull();
});
