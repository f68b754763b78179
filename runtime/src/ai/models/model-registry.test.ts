import { expect, test } from "vitest";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { startProviderServer } from "../providers/provider-server.fixture.ts";
import { parseModelReference } from "./model-reference.ts";

/** What the check of the providers says. */
async function checkProvider({ capability }: ReturnType<typeof createFreshAi>) {
  const check = capability.health?.checks.find(({ name }) => name === "provider");
  if (check === undefined || !("check" in check)) throw new Error("there is no check of the provider");
  return await check.check(new AbortController().signal);
}

const caller = { kind: "user", id: "ada" } as const;

test.each([
  ["anthropic:claude-sonnet-5", { provider: "anthropic", model: "claude-sonnet-5" }],
  ["ollama:llama4:8b", { provider: "ollama", model: "llama4:8b" }],
  ["openai-compatible:meta/llama-4", { provider: "openai-compatible", model: "meta/llama-4" }],
])("%s names a provider and its model", (text, reference) => {
  expect(parseModelReference(text)).toEqual(reference);
});

test.each(["", "gpt", ":gpt", "openai:", "openai: gpt", "OpenAI:gpt", "openai:a\nb", "openai:ä"])(
  "%j names no model",
  (text) => {
    expect(parseModelReference(text)).toBeUndefined();
  },
);

test("a request may name another model, of a provider that is configured", async () => {
  const first = await startProviderServer("anthropic", [{ says: { text: ["The first."] } }]);
  const second = await startProviderServer("google", [{ says: { text: ["The second."] } }]);
  const { service } = createFreshAi({
    providers: [first.provider, second.provider],
    settings: { AI_MODEL: first.model },
  });
  expect(await service.chat({ caller, text: "Hello" })).toMatchObject({
    text: "The first.",
    model: first.model,
  });
  const other = await service.chat({ caller, text: "Hello", model: second.model });
  expect(other).toMatchObject({ text: "The second.", model: second.model });
});

test.each(["openai:fake", "development:application", "nonsense"])(
  "%s is refused while another provider is configured",
  async (model) => {
    const { provider, model: configured, requests } = await startProviderServer("anthropic", []);
    const { service } = createFreshAi({ providers: [provider], settings: { AI_MODEL: configured } });
    await expect(service.chat({ caller, text: "Hello", model })).rejects.toMatchObject({
      code: "ai.unknown-model",
    });
    expect(requests).toEqual([]);
  },
);

test("health names the model that answers and the hosts that prompts are sent to, and no key", async () => {
  const { provider, model, url } = await startProviderServer("anthropic", []);
  const found = await checkProvider(createFreshAi({ providers: [provider], settings: { AI_MODEL: model } }));
  expect(found).toMatchObject({ status: "healthy", message: `${model} answers.` });
  expect(JSON.stringify(found)).toContain(new URL(url).host);
  expect(JSON.stringify(found)).not.toContain("key-of");
});

test.each([
  ["test", "info", "the development model answers, on this machine"],
  ["production", "info", "No provider is configured. Set AI_MODEL and one of ANTHROPIC_API_KEY."],
] as const)("without a provider health says so in %s", async (NODE_ENV, status, message) => {
  const { provider } = await startProviderServer("anthropic", []);
  const missing = { ...provider, isConfigured: false };
  const found = await checkProvider(createFreshAi({ providers: [missing], settings: { NODE_ENV } }));
  expect(found.status).toBe(status);
  expect(found.message).toContain(message);
});
