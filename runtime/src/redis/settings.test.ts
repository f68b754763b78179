import { expect, test } from "vitest";
import { baseSettings, checkSettings } from "../settings/index.ts";
import { redisSettings } from "./settings.ts";

const faultsOf = (environment: Record<string, string>) =>
  checkSettings({ ...baseSettings, ...redisSettings }, "worker", environment).faults;

const isRefused = (REDIS_URL: string, NODE_ENV: "development" | "production" = "production") =>
  faultsOf({ NODE_ENV, REDIS_URL }).length > 0;

test.each([
  "redis://redis:6379",
  "rediss://cache.example.com",
  "redis://10.0.0.5",
  "redis://user@redis:6379",
  "redis://user:@redis:6379",
  "redis://[2001:db8::1]:6379",
  "redis://127.0.0.1.example.com",
  "redis://localhost.example.com",
])("production does not take %s, which others reach without a password", (url) => {
  expect(isRefused(url)).toBe(true);
  expect(isRefused(url, "development")).toBe(false);
});

test.each([
  "redis://:password@redis:6379",
  "rediss://user:password@cache.example.com/3",
  "redis://127.0.0.1:6379",
  "redis://127.1.2.3",
  "redis://localhost",
  "redis://[::1]:6379/0",
])("production takes %s", (url) => {
  expect(isRefused(url)).toBe(false);
});

test.each([
  ["redis://localhost", false],
  ["redis://localhost/0", false],
  ["redis://localhost/2", true],
])("a cluster has one database: %s is refused: %s", (REDIS_URL, expected) => {
  expect(faultsOf({ REDIS_URL, REDIS_CLUSTER: "true" }).length > 0).toBe(expected);
  expect(isRefused(REDIS_URL, "development")).toBe(false);
});
