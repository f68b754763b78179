import { expect, test } from "vitest";
import { authSettings } from "../auth/settings/index.ts";
import { baseSettings, checkSettings, type SettingsShape } from "../settings/index.ts";
import { aiSettings } from "./settings.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const withoutAccounts = { ...baseSettings, ...aiSettings };
const withAccounts = { ...withoutAccounts, ...authSettings };

const faultsOf = (shape: SettingsShape, environment: Record<string, string>) =>
  checkSettings(shape, "web", environment).faults;

test("in production AI_PUBLIC takes a secret, which the fault names", () => {
  const NODE_ENV = "production";
  expect(faultsOf(withoutAccounts, { NODE_ENV })).toEqual([]);
  expect(faultsOf(withoutAccounts, { NODE_ENV, AI_PUBLIC: "true" })).toEqual([
    expect.stringMatching(/^AI_SECRET: must be set in production where AI_PUBLIC is true/),
  ]);
  expect(faultsOf(withoutAccounts, { NODE_ENV, AI_PUBLIC: "true", AI_SECRET: SECRET })).toEqual([]);
  expect(faultsOf(withoutAccounts, { NODE_ENV: "development", AI_PUBLIC: "true" })).toEqual([]);
});

test("a secret that can be guessed is refused", () => {
  expect(faultsOf(withoutAccounts, { AI_SECRET: "short" })).toHaveLength(1);
});

test("with accounts there are no visitors, so no secret is needed", () => {
  const environment = { NODE_ENV: "production", AI_PUBLIC: "true", AUTH_SECRET: SECRET };
  expect(faultsOf(withAccounts, { ...environment, PUBLIC_URL: "https://example.com" })).toEqual([]);
});

test("AI_MODELS are names of models, separated by commas", () => {
  const { parse } = aiSettings.AI_MODELS.definition;
  expect(parse("openai:gpt-5, ollama:llama4:8b,")).toEqual(["openai:gpt-5", "ollama:llama4:8b"]);
  expect(parse("gpt-5")).toBeUndefined();
});
