import { expect, test } from "vitest";
import { deleteExpired } from "./delete-expired.ts";
import { describeOnEachDatabase } from "./fresh-auth.fixture.ts";

describeOnEachDatabase((freshAuth) => {
  const DAY_MS = 86_400_000;
  const ADA = { name: "Ada", email: "ada@example.com" };

  test("what is over is dropped, and nothing else", async () => {
    const begun = Date.now();
    const { store, db, users, audit, lockout, sessionOf } = await freshAuth();
    const clean = (now = Date.now) => deleteExpired({ store, lockout, audit, now });
    await sessionOf((await users.create(ADA)).id);
    await users.resetLink(ADA.email);
    await lockout.countAttempt("grace@example.com");
    await db
      .insert(store.tables.rateLimits)
      .values({ key: "192.0.2.1/sign-in", count: 3, lastRequest: begun });
    const nothing = { sessions: 0, verifications: 0, rateLimits: 0, signInFailures: 0, auditEntries: 0 };
    expect(await clean()).toEqual(nothing);
    const inTwoDays = await clean(() => Date.now() + 2 * DAY_MS);
    // Failures and entries are counted with another clock.
    expect(inTwoDays).toEqual({ ...nothing, verifications: 1, rateLimits: 1 });
    expect(await users.sessions(ADA.email)).toHaveLength(1);
    const inAMonth = await clean(() => Date.now() + 30 * DAY_MS);
    expect(inAMonth).toEqual({ ...nothing, sessions: 1 });
  });
});
