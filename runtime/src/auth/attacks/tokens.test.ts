import { signJWT } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { APP_NAME, GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import { describeAttacks, tokenIn } from "./world.fixture.ts";

describeAttacks((world) => {
  const ADA = "ada@example.com";
  const NEW = "a new good password";
  const LONG_AGO = new Date(Date.UTC(2020, 0));

  /** Ada, who has asked for a new password. */
  async function forgotten() {
    const here = await world();
    await here.createUser(ADA);
    await here.ask(`${AUTH_PATH}/request-password-reset`, { method: "POST", body: { email: ADA } });
    const token = tokenIn((await here.mailed()).at(-1));
    const reset = (given: string) =>
      here.ask(`${AUTH_PATH}/reset-password`, { method: "POST", body: { token: given, newPassword: NEW } });
    return { ...here, token, reset };
  }

  test("the token of a reset is good once", async () => {
    const { token, reset, browser } = await forgotten();
    expect((await reset(token)).status).toBe(200);
    expect((await reset(token)).json.code).toBe("auth.bad-token");
    expect((await browser().signIn(ADA, NEW)).status).toBe(200);
  });

  test("of two who show the token of a reset at once, one is let in", async () => {
    const { token, reset } = await forgotten();
    const responses = await Promise.all([reset(token), reset(token), reset(token)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });

  test("the token of a reset that is too old, cut or made up is good for nothing", async () => {
    const { token, reset, db, tables, browser } = await forgotten();
    for (const wrong of [
      "",
      token.slice(1),
      `${token}a`,
      token.toUpperCase(),
      `${token}\u0000`,
      "x".repeat(10_000),
    ]) {
      expect([wrong, (await reset(wrong)).status]).toEqual([wrong, 400]);
    }
    await db.update(tables.verifications).set({ expiresAt: LONG_AGO });
    expect((await reset(token)).json.code).toBe("auth.bad-token");
    expect((await browser().signIn(ADA)).status).toBe(200);
  });

  test("a reset ends every session, and is told by mail", async () => {
    const { token, reset, browser, mailed } = await forgotten();
    const [one, other] = [browser(), browser()];
    await one.signIn(ADA);
    await other.signIn(ADA);
    await one.account();
    await reset(token);
    for (const signedIn of [one, other]) expect((await signedIn.account()).status).toBe(401);
    expect((await mailed()).at(-1)?.subject).toBe(`Your password for ${APP_NAME} was changed`);
  });

  test("the database holds no token that could be shown, and no password", async () => {
    const { token, db, tables, browser } = await forgotten();
    await browser().signIn(ADA);
    const rows = JSON.stringify(await db.select().from(tables.verifications));
    expect(rows).not.toContain(token);
    // Not even a session's token is of use: the cookie carries a signature that only the server can make.
    const [session] = await db.select().from(tables.sessions);
    const headers = { cookie: `${APP_NAME}.session_token=${session?.token}` };
    expect((await browser().send("/api/v1/account", { headers })).status).toBe(401);
  });

  /** A user who has signed up and not yet confirmed the address. */
  async function signedUp() {
    const here = await world();
    const body = { name: "Ada", email: ADA, password: GOOD_PASSWORD };
    await here.ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body });
    const token = tokenIn((await here.mailed()).at(-1));
    const verify = (given: string) =>
      here.ask(`${AUTH_PATH}/verify-email`, {
        method: "POST",
        body: { token: given, password: GOOD_PASSWORD },
      });
    return { ...here, token, verify };
  }

  test("nobody signs in before the address is shown to be theirs, and the link for it signs nobody in", async () => {
    const { token, verify, browser } = await signedUp();
    expect((await browser().signIn(ADA)).json.code).toBe("auth.not-verified");
    const { status, cookies } = await verify(token);
    expect([status, cookies]).toEqual([200, []]);
    expect((await browser().signIn(ADA)).status).toBe(200);
  });

  test("a link to confirm an address that was changed, or is signed by nobody, confirms nothing", async () => {
    const { token, verify, users, secret } = await signedUp();
    const { id } = await users.show(ADA);
    const forged = [
      "",
      "a.b.c",
      token.slice(1),
      `${token}a`,
      token.toUpperCase(),
      `${token}\u0000`,
      "x".repeat(10_000),
      id,
      // What the library itself would take.
      await signJWT({ email: ADA, userId: id }, secret),
    ];
    for (const wrong of forged) {
      expect([wrong, (await verify(wrong)).status]).toEqual([wrong, 400]);
    }
    expect((await users.show(ADA)).emailVerified).toBe(false);
  });

  test("a link that was to confirm somebody else's address confirms nothing of mine", async () => {
    const { verify, ask, mailed, users } = await signedUp();
    const body = { name: "Bob", email: "bob@example.com", password: GOOD_PASSWORD };
    await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body });
    await verify(tokenIn((await mailed()).at(-1)));
    expect((await users.show(ADA)).emailVerified).toBe(false);
    expect((await users.show("bob@example.com")).emailVerified).toBe(true);
  });

  test("a session that is over is nobody's", async () => {
    const { db, tables, createUser, browser } = await world();
    const { id } = await createUser(ADA);
    const ada = browser();
    await ada.signIn(ADA);
    await db.update(tables.sessions).set({ expiresAt: LONG_AGO }).where(eq(tables.sessions.userId, id));
    expect((await ada.account()).status).toBe(401);
  });
});
