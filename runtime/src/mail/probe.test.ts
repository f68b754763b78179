import { expect, test } from "vitest";
import { AppError } from "../errors/index.ts";
import { createServerProbe } from "./probe.ts";

const away = new AppError({ code: "mail.unreachable", category: "unavailable", message: "Away.", hint: "" });

test("a server is asked once a minute, however often anybody looks", async () => {
  let asked = 0;
  let time = 0;
  const verify = async () => void asked++;
  const probe = createServerProbe({ verify, now: () => time });
  expect([await probe(), await probe()]).toEqual([{}, {}]);
  time = 59_999;
  await probe();
  expect(asked).toBe(1);
  time = 60_000;
  await probe();
  expect(asked).toBe(2);
});

test("what it finds is told until it is asked again", async () => {
  let time = 0;
  let isAway = true;
  const verify = async () => {
    if (isAway) throw away;
  };
  const probe = createServerProbe({ verify, now: () => time });
  expect(await probe()).toEqual({ fault: { code: "mail.unreachable", message: "Away." } });
  isAway = false;
  expect(await probe()).toMatchObject({ fault: { code: "mail.unreachable" } });
  time = 60_000;
  expect(await probe()).toEqual({});
});

test("one that is slow delays no caller, and its reply is there later", async () => {
  const reply = Promise.withResolvers<void>();
  const probe = createServerProbe({ verify: () => reply.promise, timeout: 1 });
  expect(await probe()).toBeUndefined();
  reply.resolve();
  expect(await probe()).toEqual({});
});

test("a bug is a fault without its words", async () => {
  const probe = createServerProbe({ verify: () => Promise.reject(new TypeError("internal")) });
  expect(await probe()).toEqual({
    fault: { code: "mail.fault", message: expect.not.stringContaining("internal") },
  });
});
