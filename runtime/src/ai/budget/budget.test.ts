import { pino } from "pino";
import { expect, test } from "vitest";
import type { AiCaller } from "../caller.ts";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { startProviderServer } from "../providers/provider-server.fixture.ts";
import { createBudget } from "./budget.ts";
import { type BudgetLimit, type BudgetStore, createMemoryBudgetStore } from "./budget-store.ts";

const ada: AiCaller = { kind: "user", id: "ada" };
const bob: AiCaller = { kind: "user", id: "bob" };
const job: AiCaller = { kind: "system", id: "nightly" };

const NOON = Date.UTC(2026, 0, 1, 12);
const tokens = (count: number) => ({ tokens: count, microUsd: 0 });

function createTestBudget(
  store: BudgetStore = createMemoryBudgetStore(),
  perCaller: BudgetLimit = { tokens: 100, microUsd: 1_000 },
) {
  let now = NOON;
  const budget = createBudget({
    store,
    perCaller,
    application: { tokens: 250, microUsd: undefined },
    log: pino({ level: "silent" }),
    now: () => now,
  });
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { budget, pass };
}

test("what is reserved counts at once, and what was used counts in its place", async () => {
  const { budget } = createTestBudget();
  const first = await budget.reserve(ada, tokens(80));
  await expect(budget.reserve(ada, tokens(30))).rejects.toMatchObject({ code: "ai.budget-exceeded" });
  await first.settle(tokens(20));
  expect((await budget.read(ada)).used).toEqual(tokens(20));
  await budget.reserve(ada, tokens(80));
  expect((await budget.read(ada)).used).toEqual(tokens(100));
});

test("each caller has a budget of their own, and all of them one together", async () => {
  const { budget } = createTestBudget();
  await budget.reserve(ada, tokens(100));
  await budget.reserve(bob, tokens(100));
  await expect(budget.reserve(job, tokens(51))).rejects.toThrow("The application's budget");
  await budget.reserve(job, tokens(50));
  // Refused by the second budget, it counts in neither.
  await expect(budget.reserve({ kind: "user", id: "eve" }, tokens(1))).rejects.toThrow(
    "The application's budget",
  );
  expect((await budget.read({ kind: "user", id: "eve" })).used).toEqual(tokens(0));
});

test("cost is limited beside tokens", async () => {
  const { budget } = createTestBudget();
  await budget.reserve(ada, { tokens: 1, microUsd: 900 });
  await expect(budget.reserve(ada, { tokens: 1, microUsd: 101 })).rejects.toThrow("Your budget");
});

test("visitors of one network have the budget of five together, however often they drop their cookie", async () => {
  const { budget } = createTestBudget(createMemoryBudgetStore(), { tokens: 10, microUsd: undefined });
  const visitor = (id: string, network: string): AiCaller => ({ kind: "visitor", id, network });
  for (const id of ["1", "2", "3", "4", "5"]) await budget.reserve(visitor(id, "office"), tokens(10));
  await expect(budget.reserve(visitor("6", "office"), tokens(1))).rejects.toThrow("Your budget");
  await budget.reserve(visitor("6", "home"), tokens(10));
  await expect(budget.reserve(visitor("6", "home"), tokens(1))).rejects.toThrow("Your budget");
});

test("a hundred requests at once take no more than there is", async () => {
  const { budget } = createTestBudget();
  const asked = await Promise.allSettled(Array.from({ length: 100 }, () => budget.reserve(ada, tokens(7))));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(14);
});

test("it is renewed at midnight UTC, and a refusal says when that is", async () => {
  const { budget, pass } = createTestBudget();
  const late = await budget.reserve(ada, tokens(100));
  await expect(budget.reserve(ada, tokens(1))).rejects.toMatchObject({ retryAfter: 43_200 });
  pass(43_200_000);
  await budget.reserve(ada, tokens(60));
  // What began on the day before is settled there.
  await late.settle(tokens(1));
  expect((await budget.read(ada)).used).toEqual(tokens(60));
});

test("while the budget cannot be read nothing is sent, and the error says so", async () => {
  const server = await startProviderServer("openai-compatible", [{ says: { text: ["Hello"] } }]);
  const broken = {
    ...createMemoryBudgetStore(),
    reserve: () => Promise.reject(new Error("the disk is full")),
  };
  const { service } = withBudgets(broken, server);
  const asked = service.chat({ caller: ada, text: "Hello" });
  await expect(asked).rejects.toMatchObject({ code: "ai.budget-unavailable", category: "unavailable" });
  expect(server.requests).toEqual([]);
});

test("a settlement that fails leaves what was reserved, and the answer is whole", async () => {
  const server = await startProviderServer("openai-compatible", [{ says: { text: ["Hello"] } }]);
  const store = createMemoryBudgetStore();
  const broken = { ...store, adjust: () => Promise.reject(new Error("the disk is full")) };
  const { service } = withBudgets(broken, server);
  expect((await service.chat({ caller: ada, text: "Hello" })).text).toBe("Hello");
  expect((await service.budget(ada)).used.tokens).toBeGreaterThan(4_096);
});

test("a request that the budget has no room for is refused before the provider is asked", async () => {
  const server = await startProviderServer("openai-compatible", [{ says: { text: ["Hello"] } }]);
  const settings = { AI_MODEL: server.model, AI_USER_TOKENS: 100 };
  const { service } = createFreshAi({ providers: [server.provider], settings });
  await expect(service.stream({ caller: ada, text: "Hello" })).rejects.toMatchObject({
    code: "ai.budget-exceeded",
  });
  expect(server.requests).toEqual([]);
  expect(await service.conversations(ada)).toEqual([]);
});

function withBudgets(
  budgets: BudgetStore,
  { provider, model }: Awaited<ReturnType<typeof startProviderServer>>,
) {
  return createFreshAi({ providers: [provider], settings: { AI_MODEL: model }, stores: { budgets } });
}
