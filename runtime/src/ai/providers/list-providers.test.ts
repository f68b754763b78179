import { expect, test } from "vitest";
import { listProviders } from "./list-providers.ts";

const describeProviders = (values: Parameters<typeof listProviders>[0]) =>
  listProviders(values).map(({ name, isConfigured }) => ({ name, isConfigured }));

test("a provider is listed where the application has its settings, and used where they are set", () => {
  expect(describeProviders({ OLLAMA_URL: undefined })).toEqual([{ name: "ollama", isConfigured: false }]);
  expect(
    describeProviders({
      ANTHROPIC_API_KEY: "key",
      ANTHROPIC_BASE_URL: "https://api.anthropic.com/v1",
      OPENAI_COMPATIBLE_URL: "http://127.0.0.1:8080/v1",
      OPENAI_COMPATIBLE_API_KEY: undefined,
    }),
  ).toEqual([
    { name: "anthropic", isConfigured: true },
    { name: "openai-compatible", isConfigured: true },
  ]);
});

test("every provider is listed where the application has the settings of all", () => {
  const values = {
    OPENAI_API_KEY: undefined,
    OPENAI_BASE_URL: "https://api.openai.com/v1",
    ANTHROPIC_API_KEY: undefined,
    ANTHROPIC_BASE_URL: "https://api.anthropic.com/v1",
    GOOGLE_API_KEY: undefined,
    GOOGLE_BASE_URL: "https://generativelanguage.googleapis.com/v1beta",
    OLLAMA_URL: undefined,
    OPENAI_COMPATIBLE_URL: undefined,
    OPENAI_COMPATIBLE_API_KEY: undefined,
  };
  expect(listProviders(values).map(({ setting }) => setting)).toEqual([
    "OPENAI_API_KEY",
    "ANTHROPIC_API_KEY",
    "GOOGLE_API_KEY",
    "OLLAMA_URL",
    "OPENAI_COMPATIBLE_URL",
  ]);
});
