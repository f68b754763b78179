import { expect, test, vi } from "vitest";
import { createMemoryBudgetStore } from "../budget/budget-store.ts";
import { startAiServer } from "./ai-server.fixture.ts";

const NOON = Date.UTC(2026, 0, 2, 12);
const body = { text: "Hello" };

test("a client that drops its cookies is limited by its address, on both routes together", async () => {
  const { client } = await startAiServer({ settings: { AI_VISITOR_REQUESTS: 4 } });
  for (const path of ["/chat", "/stream", "/chat", "/stream"])
    expect((await client().send("POST", path, { body })).status).toBe(200);
  for (const path of ["/chat", "/stream"]) {
    const { status, json, headers } = await client().send("POST", path, { body });
    expect([status, json]).toMatchObject([429, { code: "ai.too-many-requests" }]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  }
  expect((await client().send("GET", "/conversations")).status).toBe(200);
});

test("a client that drops its cookies has the daily budget of its network, and its address is stored nowhere", async () => {
  const budgets = createMemoryBudgetStore();
  const reserve = vi.spyOn(budgets, "reserve");
  const { client } = await startAiServer({
    settings: { AI_USER_TOKENS: 4_500, AI_VISITOR_REQUESTS: 1_000 },
    stores: { budgets: { ...budgets, reserve, adjust: async () => {} } },
  });
  const statuses = [];
  for (let count = 0; count < 6; count++)
    statuses.push((await client().send("POST", "/chat", { body })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  const keys = new Set(reserve.mock.calls.flatMap(([shares]) => shares.map(({ key }) => key)));
  expect([...keys].filter((key) => key.startsWith("visitor-network:"))).toHaveLength(1);
  expect([...keys].filter((key) => key.startsWith("visitor:"))).toHaveLength(6);
  expect(JSON.stringify([...keys])).not.toContain("127.0.0.1");
});

test("users are limited by their budget, and not by an address that they may share", async () => {
  const user = { id: "1", email: "ada@example.com" };
  const auth = {
    identify: async () => ({ session: { user }, cookies: [] }),
    audit: { record: async () => {} },
    users: { show: async () => ({ ...user, deactivatedAt: null }) },
  };
  const { client } = await startAiServer({ auth, settings: { AI_VISITOR_REQUESTS: 1 } });
  for (let count = 0; count < 3; count++)
    expect((await client().send("POST", "/chat", { body })).status).toBe(200);
});

test("a budget that is used up is 429, with the seconds until midnight", async () => {
  const { client } = await startAiServer({ settings: { AI_USER_TOKENS: 10 }, now: () => NOON });
  for (const path of ["/chat", "/stream"]) {
    const { status, json, headers } = await client().send("POST", path, { body });
    expect([status, json]).toMatchObject([429, { code: "ai.budget-exceeded" }]);
    expect(headers.get("retry-after")).toBe("43200");
  }
});

test("the budget of the application holds for all visitors together", async () => {
  const { client } = await startAiServer({ settings: { AI_TOKENS: 10 } });
  const { status, json } = await client().send("POST", "/chat", { body });
  expect([status, json]).toMatchObject([429, { code: "ai.budget-exceeded" }]);
});

test("while budgets cannot be read nothing is sent, and the response is 503", async () => {
  const fail = async () => {
    throw new Error("connect ECONNREFUSED 10.0.0.7:5432");
  };
  const budgets = { ...createMemoryBudgetStore(), reserve: fail, read: fail };
  const { client } = await startAiServer({ stores: { budgets } });
  const { send } = client();
  for (const [method, path] of [
    ["POST", "/chat"],
    ["POST", "/stream"],
    ["GET", "/usage"],
  ] as const) {
    const { status, json, text } = await send(method, path, method === "POST" ? { body } : {});
    expect([status, json]).toMatchObject([503, { code: "ai.budget-unavailable" }]);
    expect(text).not.toContain("10.0.0.7");
  }
});

test("in production without accounts every route is closed, and says nothing of settings", async () => {
  const { client, logged } = await startAiServer({ settings: { NODE_ENV: "production" } });
  const { send } = client();
  const responses = [
    await send("POST", "/chat", { body }),
    await send("POST", "/stream", { body }),
    await send("GET", "/models"),
    await send("GET", "/conversations"),
    await send("GET", "/conversations/1"),
    await send("DELETE", "/conversations/1"),
    await send("GET", "/approvals"),
    await send("POST", "/approvals/1/confirm"),
    await send("GET", "/usage"),
  ];
  for (const { status, json, text, headers } of responses) {
    expect([status, json]).toMatchObject([403, { code: "ai.closed" }]);
    expect(text).not.toContain("AI_");
    expect(headers.getSetCookie()).toEqual([]);
  }
  expect(logged()).toContain("AI_PUBLIC=true");
});

test("usage is reported by day and model, with the budget of today", async () => {
  const { client } = await startAiServer({ now: () => NOON });
  const { send } = client();
  await send("POST", "/chat", { body });
  await send("POST", "/chat", { body });
  const { json } = await send("GET", "/usage?days=1");
  expect(json).toMatchObject({
    usage: [
      {
        day: "2026-01-02",
        model: "development:application",
        requests: 2,
        failed: 0,
        costMicroUsd: null,
        unpricedRequests: 2,
      },
    ],
    budget: { limitTokens: 200_000, usedMicroUsd: 0, limitMicroUsd: null },
  });
  const { usage, budget } = json as {
    usage: { inputTokens: number; outputTokens: number }[];
    budget: { usedTokens: number };
  };
  expect(budget.usedTokens).toBe((usage[0]?.inputTokens ?? 0) + (usage[0]?.outputTokens ?? 0));
  expect((await send("GET", "/usage?days=0")).status).toBe(400);
});

test("a conversation is listed, renamed and deleted", async () => {
  const { client } = await startAiServer();
  const { send } = client();
  const { conversation } = (await send("POST", "/chat", { body })).json as { conversation: string };
  const path = `/conversations/${conversation}`;
  expect((await send("PATCH", path, { body: { title: "  Renamed " } })).status).toBe(204);
  expect((await send("GET", "/conversations")).json).toMatchObject({
    conversations: [{ id: conversation, title: "Renamed" }],
  });
  for (const title of ["", "   ", "x".repeat(121)])
    expect((await send("PATCH", path, { body: { title } })).status).toBe(400);
  expect((await send("PATCH", path, { body: { title: "x".repeat(9_000) } })).status).toBe(413);
  expect((await send("DELETE", path)).status).toBe(204);
  expect((await send("DELETE", path)).status).toBe(404);
  expect((await send("GET", "/conversations")).json).toEqual({ conversations: [] });
});

test("the API reference describes every route", async () => {
  const { url } = await startAiServer();
  const { paths } = (await (await fetch(new URL("/openapi.json", url))).json()) as {
    paths: Record<string, Record<string, { tags: string[]; summary: string }>>;
  };
  const described = Object.entries(paths)
    .filter(([path]) => path.startsWith("/api/v1/ai/"))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { tags }]) => `${method} ${path} ${tags}`),
    );
  expect(described.toSorted()).toEqual([
    "delete /api/v1/ai/conversations/{id} ai",
    "delete /api/v1/ai/conversations/{id}/stream ai",
    "get /api/v1/ai/approvals ai",
    "get /api/v1/ai/conversations ai",
    "get /api/v1/ai/conversations/{id} ai",
    "get /api/v1/ai/conversations/{id}/stream ai",
    "get /api/v1/ai/models ai",
    "get /api/v1/ai/usage ai",
    "patch /api/v1/ai/conversations/{id} ai",
    "post /api/v1/ai/approvals/{id}/confirm ai",
    "post /api/v1/ai/approvals/{id}/refuse ai",
    "post /api/v1/ai/chat ai",
    "post /api/v1/ai/stream ai",
  ]);
});
