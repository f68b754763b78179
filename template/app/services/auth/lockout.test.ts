import { expect, test } from "vitest";
import { freshDatabase } from "#app/core/database.fixture.ts";
import { FAILURES_ALLOWED, LOCKED_FOR, Lockout } from "./lockout.ts";

const ADA = "ada@example.com";

/** A lockout on a database of its own, with a clock that is set by hand. */
async function fresh() {
  const { db } = await freshDatabase();
  let now = Date.UTC(2026, 0);
  const lockout = new Lockout(db, () => now);
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  const fail = async (times: number) => {
    for (let count = 0; count < times; count++) await lockout.attempt(ADA);
  };
  return { lockout, pass, fail };
}

test("after so many attempts none is let through, and it is told for how long", async () => {
  const { lockout, pass, fail } = await fresh();
  await fail(FAILURES_ALLOWED);
  const refusal = { code: "auth.locked", category: "limited", retryAfter: LOCKED_FOR / 1_000 };
  await expect(lockout.attempt(ADA)).rejects.toMatchObject(refusal);
  pass(60_000);
  await expect(lockout.attempt(ADA)).rejects.toMatchObject({ retryAfter: LOCKED_FOR / 1_000 - 60 });
});

test("of however many at once, exactly as many as are allowed get through", async () => {
  const { lockout } = await fresh();
  const tries = Array.from({ length: 50 }, () => lockout.attempt(ADA));
  const through = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled");
  expect(through).toHaveLength(FAILURES_ALLOWED);
});

test("what comes while it is locked does not prolong it", async () => {
  const { lockout, pass, fail } = await fresh();
  await fail(FAILURES_ALLOWED);
  for (let minute = 0; minute < 14; minute++) {
    pass(60_000);
    await expect(lockout.attempt(ADA)).rejects.toMatchObject({ code: "auth.locked" });
  }
  pass(60_000);
  await fail(FAILURES_ALLOWED);
  await expect(lockout.attempt(ADA)).rejects.toMatchObject({ code: "auth.locked" });
});

test("attempts that are long ago do not count, and a right one clears all", async () => {
  const { lockout, pass, fail } = await fresh();
  await fail(FAILURES_ALLOWED - 1);
  pass(LOCKED_FOR);
  await fail(FAILURES_ALLOWED - 1);
  await lockout.clear("ADA@example.com ");
  await fail(FAILURES_ALLOWED);
  await expect(lockout.attempt("Ada@Example.com")).rejects.toMatchObject({ code: "auth.locked" });
  await lockout.attempt("bob@example.com");
});

test("what is too old to count is dropped", async () => {
  const { lockout, pass, fail } = await fresh();
  await fail(1);
  expect(await lockout.clean()).toBe(0);
  pass(LOCKED_FOR + 1);
  expect(await lockout.clean()).toBe(1);
});
