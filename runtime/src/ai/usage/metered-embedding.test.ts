import { expect, test } from "vitest";
import type { AiCaller } from "../caller.ts";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { startProviderServer } from "../providers/provider-server.fixture.ts";

const ada: AiCaller = { kind: "user", id: "ada" };
const request = { caller: ada, action: "search-documents", texts: ["one", "two"] };

const vectorsOf = (...embeddings: readonly number[][]) => ({
  status: 200,
  body: JSON.stringify({
    object: "list",
    data: embeddings.map((embedding, index) => ({ object: "embedding", index, embedding })),
    model: "fake",
    usage: { prompt_tokens: 5, total_tokens: 5 },
  }),
});

test("embedding is a row of usage with its cost, and counts in the budget of its caller", async () => {
  const { provider, model } = await startProviderServer("openai-compatible", [vectorsOf([1, 0], [0, 1])]);
  const price = { model, input: 2, output: 0, since: "2026-01-01", source: "the test" };
  const { service } = createFreshAi({ providers: [provider], prices: [price] });
  expect(await service.embed({ ...request, model })).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(await service.usage(ada, "2000")).toMatchObject([
    { action: "search-documents", model, inputTokens: 5, outputTokens: 0, costMicroUsd: 10, outcome: "done" },
  ]);
  expect((await service.budget(ada)).used).toEqual({ tokens: 5, microUsd: 10 });
});

test("nothing is sent to embed for a caller whose budget is used up", async () => {
  const { provider, model, requests } = await startProviderServer("openai-compatible", []);
  const { service } = createFreshAi({ providers: [provider], settings: { AI_USER_TOKENS: 1 } });
  await expect(service.embed({ ...request, model })).rejects.toMatchObject({ code: "ai.budget-exceeded" });
  expect(requests).toEqual([]);
});

test("a provider that refuses to embed is reported without the texts, and costs nothing", async () => {
  const refusal = {
    status: 500,
    headers: { "retry-after": "0" },
    body: JSON.stringify({ error: "one two" }),
  };
  const { provider, model } = await startProviderServer("openai-compatible", [refusal]);
  const { service, lines } = createFreshAi({ providers: [provider] });
  const error: unknown = await service.embed({ ...request, model }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "ai.provider-failed" });
  expect(`${JSON.stringify(lines)} ${String(error)}`).not.toContain("one two");
  expect((await service.budget(ada)).used.tokens).toBe(0);
  expect(await service.usage(ada, "2000")).toHaveLength(3);
});
