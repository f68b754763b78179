import { expect, test } from "vitest";
import { ATTEMPT_WINDOW_MS, createFailedAttempts, MAX_ATTEMPTS } from "./failed-attempts.ts";

function failedAttempts() {
  let time = 1_000;
  const failed = createFailedAttempts(() => time);
  const fail = (client: string, times: number) => {
    for (let count = 0; count < times; count++) failed.add(client);
  };
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { failed, fail, pass };
}

test("a client may fail so often, then it waits until its window ends", () => {
  const { failed, fail, pass } = failedAttempts();
  fail("192.0.2.1", MAX_ATTEMPTS - 1);
  expect(failed.wait("192.0.2.1")).toBe(0);
  fail("192.0.2.1", 1);
  expect(failed.wait("192.0.2.1")).toBe(ATTEMPT_WINDOW_MS);
  expect(failed.wait("192.0.2.2")).toBe(0);
  pass(ATTEMPT_WINDOW_MS);
  expect(failed.wait("192.0.2.1")).toBe(0);
});

test("after the window a client has all its attempts again", () => {
  const { failed, fail, pass } = failedAttempts();
  fail("192.0.2.1", MAX_ATTEMPTS);
  pass(ATTEMPT_WINDOW_MS);
  fail("192.0.2.1", MAX_ATTEMPTS - 1);
  expect(failed.wait("192.0.2.1")).toBe(0);
});

test("who gave the right password starts afresh", () => {
  const { failed, fail } = failedAttempts();
  fail("192.0.2.1", MAX_ATTEMPTS);
  failed.forget("192.0.2.1");
  expect(failed.wait("192.0.2.1")).toBe(0);
});

test("the addresses of one IPv6 network are one client, those of another are not", () => {
  const { failed, fail } = failedAttempts();
  fail("2001:db8:0:1::1", MAX_ATTEMPTS - 1);
  fail("2001:db8:0:1:ffff:ffff:ffff:ffff", 1);
  expect(failed.wait("2001:db8:0:1::2")).toBe(ATTEMPT_WINDOW_MS);
  expect(failed.wait("2001:db8:0:2::1")).toBe(0);
  expect(failed.wait("::ffff:192.0.2.1")).toBe(0);
});

test("a flood of addresses pushes out the oldest, not the memory", () => {
  const { failed, fail } = failedAttempts();
  fail("192.0.2.1", MAX_ATTEMPTS);
  for (let client = 0; client < 10_000; client++) failed.add(`client ${client}`);
  expect(failed.wait("192.0.2.1")).toBe(0);
});
