import { expect, test } from "vitest";
import { createRedactor } from "./redact.ts";

const through = (value: unknown, secrets: string[] = []) =>
  JSON.parse(createRedactor(secrets)(JSON.stringify(value)));

test.each([1, 2, 3, 6])("a property named like a secret is hidden at depth %i", (depth) => {
  const nested = (level: number): object =>
    level === 1 ? { password: "hunter2" } : { in: nested(level - 1) };
  expect(JSON.stringify(through(nested(depth)))).toContain('"password":"[redacted]"');
});

test.each([
  "authorization",
  "Cookie",
  "set-cookie",
  "token",
  "accessToken",
  "refresh_token",
  "client-secret",
  "OVERSEER_PASSWORD",
  "apiKey",
  "x-api-key",
])("%s is named like a secret", (name) => {
  expect(through({ [name]: "hunter2" })).toEqual({ [name]: "[redacted]" });
});

test("what is not named like one stays", () => {
  const line = { tokens: 5, passwordless: true, msg: 'said "password":"x" \\', secretary: "Ann" };
  expect(through(line)).toEqual(line);
});

test.each([['a"b\\'], [["one]", "two"]], [12.5]])("the value %j goes as a whole", (value) => {
  expect(through({ token: value, next: 1 })).toEqual({ token: "[redacted]", next: 1 });
});

test("a secret's value goes wherever it stands", () => {
  const secret = 'correct "horse" battery';
  const line = through({ err: { message: `login with ${secret} failed` }, list: [secret] }, [secret]);
  expect(line).toEqual({ err: { message: "login with [redacted] failed" }, list: ["[redacted]"] });
});
