import { expect, test } from "vitest";
import { describeOnEachDatabase } from "./fresh-auth.fixture.ts";
import { LOCKOUT_MS, MAX_SIGN_IN_FAILURES, SignInLockout } from "./sign-in-lockout.ts";

describeOnEachDatabase((_freshAuth, freshStore) => {
  const ADA = "ada@example.com";

  /** A lockout on a database of its own, with a clock that is set by hand. */
  async function fresh() {
    let now = Date.UTC(2026, 0);
    const lockout = new SignInLockout(await freshStore(), () => now);
    const pass = (milliseconds: number) => {
      now += milliseconds;
    };
    const fail = async (times: number) => {
      for (let count = 0; count < times; count++) await lockout.countAttempt(ADA);
    };
    return { lockout, pass, fail };
  }

  test("after so many attempts none is let through, and it is told for how long", async () => {
    const { lockout, pass, fail } = await fresh();
    await fail(MAX_SIGN_IN_FAILURES);
    const refusal = { code: "auth.locked", category: "limited", retryAfter: LOCKOUT_MS / 1_000 };
    await expect(lockout.countAttempt(ADA)).rejects.toMatchObject(refusal);
    pass(60_000);
    await expect(lockout.countAttempt(ADA)).rejects.toMatchObject({ retryAfter: LOCKOUT_MS / 1_000 - 60 });
  });

  test("of however many at once, exactly as many as are allowed get through", async () => {
    const { lockout } = await fresh();
    const tries = Array.from({ length: 50 }, () => lockout.countAttempt(ADA));
    const through = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled");
    expect(through).toHaveLength(MAX_SIGN_IN_FAILURES);
  });

  test("what comes while it is locked does not prolong it", async () => {
    const { lockout, pass, fail } = await fresh();
    await fail(MAX_SIGN_IN_FAILURES);
    for (let minute = 0; minute < 14; minute++) {
      pass(60_000);
      await expect(lockout.countAttempt(ADA)).rejects.toMatchObject({ code: "auth.locked" });
    }
    pass(60_000);
    await fail(MAX_SIGN_IN_FAILURES);
    await expect(lockout.countAttempt(ADA)).rejects.toMatchObject({ code: "auth.locked" });
  });

  test("attempts that are long ago do not count, and a right one clears all", async () => {
    const { lockout, pass, fail } = await fresh();
    await fail(MAX_SIGN_IN_FAILURES - 1);
    pass(LOCKOUT_MS);
    await fail(MAX_SIGN_IN_FAILURES - 1);
    await lockout.reset("ADA@example.com ");
    await fail(MAX_SIGN_IN_FAILURES);
    await expect(lockout.countAttempt("Ada@Example.com")).rejects.toMatchObject({ code: "auth.locked" });
    await lockout.countAttempt("bob@example.com");
  });

  test("what is too old to count is dropped", async () => {
    const { lockout, pass, fail } = await fresh();
    await fail(1);
    expect(await lockout.deleteExpired()).toBe(0);
    pass(LOCKOUT_MS + 1);
    expect(await lockout.deleteExpired()).toBe(1);
  });
});
