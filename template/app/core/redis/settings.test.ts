import { expect, test } from "vitest";
import { redisRules } from "./settings.ts";

const isRefused = (REDIS_URL: string, NODE_ENV: "development" | "production" = "production") =>
  redisRules.some(({ when }) => when({ NODE_ENV, REDIS_URL }));

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
  expect(redisRules.some(({ when }) => when({ REDIS_URL, REDIS_CLUSTER: true }))).toBe(expected);
  expect(isRefused(REDIS_URL, "development")).toBe(false);
});
