import { expect, test } from "vitest";
import { clean } from "./clean.ts";
import { freshAuth } from "./fresh-auth.fixture.ts";
import { rateLimits } from "./tables.ts";

const DAY = 86_400_000;
const ADA = { name: "Ada", email: "ada@example.com" };

test("what is over is dropped, and nothing else", async () => {
  const begun = Date.now();
  const { db, users, audit, lockout, sessionOf } = await freshAuth();
  await sessionOf((await users.create(ADA)).id);
  await users.resetLink(ADA.email);
  await lockout.attempt("somebody@example.com");
  await db.insert(rateLimits).values({ key: "192.0.2.1/sign-in", count: 3, lastRequest: begun });
  const nothing = { sessions: 0, verifications: 0, rateLimits: 0, signInFailures: 0, auditEntries: 0 };
  expect(await clean({ db, lockout, audit })).toEqual(nothing);
  const inTwoDays = await clean({ db, lockout, audit, now: () => Date.now() + 2 * DAY });
  // Whoever counts failures and entries has a clock of their own.
  expect(inTwoDays).toEqual({ ...nothing, verifications: 1, rateLimits: 1 });
  expect(await users.sessions(ADA.email)).toHaveLength(1);
  const inAMonth = await clean({ db, lockout, audit, now: () => Date.now() + 30 * DAY });
  expect(inAMonth).toEqual({ ...nothing, sessions: 1 });
});
