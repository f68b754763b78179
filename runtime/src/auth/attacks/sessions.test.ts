import { expect, test } from "vitest";
import { APP_NAME, GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import type { SessionCache } from "../sessions/session-cache.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import { describeAttacks } from "./world.fixture.ts";

describeAttacks((world) => {
  const ADA = "ada@example.com";
  const BOB = "bob@example.com";

  const memories = [false, true];

  /** Ada in two browsers, signed in, each known to the server already. */
  async function twoBrowsers(cached: boolean) {
    const here = await world({ cached });
    const ada = await here.createUser(ADA);
    const [one, other] = [here.browser(), here.browser()];
    for (const browser of [one, other]) {
      await browser.signIn(ADA);
      expect((await browser.account()).status).toBe(200);
    }
    return { ...here, ada, one, other };
  }

  test.each(memories)(
    "what is ended in one browser has ended in the other at once (remembered: %s)",
    async (cached) => {
      const { one, other } = await twoBrowsers(cached);
      expect((await one.post("/revoke-other-sessions")).status).toBe(200);
      expect((await other.account()).status).toBe(401);
      expect((await one.account()).status).toBe(200);
    },
  );

  test.each(memories)(
    "whoever signs out everywhere is signed in nowhere (remembered: %s)",
    async (cached) => {
      const { one, other } = await twoBrowsers(cached);
      await one.post("/revoke-sessions");
      for (const browser of [one, other]) expect((await browser.account()).status).toBe(401);
    },
  );

  test.each(memories)("a cookie is worth nothing after the sign-out (remembered: %s)", async (cached) => {
    const { one, other, ask } = await twoBrowsers(cached);
    const cookie = one.cookie();
    await one.post("/sign-out");
    expect((await ask("/api/v1/account", { headers: { cookie } })).status).toBe(401);
    expect((await other.account()).status).toBe(200);
  });

  test.each(memories)(
    "a new password ends every other session, asked for or not (remembered: %s)",
    async (cached) => {
      const { one, other, mailed } = await twoBrowsers(cached);
      const words = { currentPassword: GOOD_PASSWORD, newPassword: "another good password" };
      expect((await one.post("/change-password", { ...words, revokeOtherSessions: false })).status).toBe(200);
      expect((await other.account()).status).toBe(401);
      expect((await one.account()).status).toBe(200);
      expect((await mailed()).map(({ subject }) => subject)).toEqual([
        `Your password for ${APP_NAME} was changed`,
      ]);
    },
  );

  test.each(memories)(
    "a deactivated account ends at once and cannot be signed in to (remembered: %s)",
    async (cached) => {
      const { one, other, ada, users, browser } = await twoBrowsers(cached);
      await users.deactivate(ada.id);
      for (const signedIn of [one, other]) expect((await signedIn.account()).status).toBe(401);
      expect((await browser().signIn(ADA)).json.code).toBe("auth.deactivated");
    },
  );

  test.each(memories)("a role counts from the next request on (remembered: %s)", async (cached) => {
    const { one, ada, users, createUser } = await twoBrowsers(cached);
    await createUser("root@example.com", "admin");
    await users.setRole(ada.id, "admin");
    expect((await one.account()).json.role).toBe("admin");
    await users.setRole(ada.id, "user");
    expect((await one.account()).json.role).toBe("user");
  });

  test("two people see and end nothing of each other's", async () => {
    const { createUser, browser } = await world();
    await createUser(ADA);
    await createUser(BOB);
    const [ada, bob] = [browser(), browser()];
    await ada.signIn(ADA);
    await bob.signIn(BOB);
    const sessions = await bob.send(`${AUTH_PATH}/list-sessions`);
    expect(Object.values(sessions.json)).toHaveLength(1);
    const [own] = Object.values(sessions.json);
    const { token } = Object(own);
    expect(token).toBeTypeOf("string");
    await ada.post("/revoke-session", { token });
    expect((await bob.account()).json.email).toBe(BOB);
    for (const path of ["/get-session", "/list-sessions"]) {
      expect((await ada.send(`${AUTH_PATH}${path}`)).text).not.toContain(token);
      expect((await ada.send(`${AUTH_PATH}${path}`)).text).not.toContain(BOB);
    }
  });

  test("a cookie that was there before the sign-in is worth nothing after it", async () => {
    const { createUser, browser, ask } = await world();
    await createUser(ADA);
    await createUser(BOB);
    const [attacker, victim] = [browser(), browser()];
    await attacker.signIn(BOB);
    const planted = attacker.cookie();
    const { cookies } = await victim.send(`${AUTH_PATH}/sign-in/email`, {
      method: "POST",
      body: { email: ADA, password: GOOD_PASSWORD },
      headers: { cookie: planted },
    });
    expect(cookies.join()).not.toContain(planted);
    expect((await victim.account()).json.email).toBe(ADA);
    expect((await ask("/api/v1/account", { headers: { cookie: planted } })).json.email).not.toBe(ADA);
  });

  test("each sign-in makes a token of its own", async () => {
    const { createUser, browser } = await world();
    await createUser(ADA);
    const [one, other] = [browser(), browser()];
    await one.signIn(ADA);
    await other.signIn(ADA);
    const first = one.cookie();
    expect(first).not.toBe(other.cookie());
    await one.signIn(ADA);
    expect(one.cookie()).not.toBe(first);
  });

  test("a cookie that is not signed by this application is not even looked for in what is remembered", async () => {
    const asked: string[] = [];
    const cache: SessionCache = {
      getOrLoad: async (cookie, load) => {
        asked.push(cookie);
        return load();
      },
      invalidate: async () => {},
    };
    const { auth, users, sessionOf } = await world({ cache });
    const { id } = await users.create({ name: "Ada", email: ADA, password: GOOD_PASSWORD });
    const cookie = await sessionOf(id);
    const [name, value = ""] = cookie.split("=");
    const [token, signature = ""] = decodeURIComponent(value).split(".");
    const changed = Buffer.from(signature, "base64");
    changed[0] = (changed[0] ?? 0) ^ 1;
    for (const forged of [
      "A".repeat(43),
      `${"A".repeat(43)}=`,
      changed.toString("base64"),
      signature.slice(1),
    ]) {
      const header = `${name}=${encodeURIComponent(`${token}.${forged}`)}`;
      expect((await auth.identify(header)).session).toBeNull();
    }
    expect(asked).toEqual([]);
    expect((await auth.identify(cookie)).session?.user.id).toBe(id);
    expect(asked).toHaveLength(1);
  });

  test("a cookie that was changed, cut or made up is nobody's", async () => {
    const { createUser, browser, ask } = await world();
    await createUser(ADA);
    const ada = browser();
    await ada.signIn(ADA);
    await ada.account();
    const [name = "", value = ""] = ada.cookie().split(/=(.*)/s);
    const [token = "", signature = ""] = value.split(".");
    const forged = [
      token,
      `${token}.`,
      `${token}.${signature.slice(0, -8)}AAAAAAAA`,
      `${token.slice(0, -1)}_.${signature}`,
      `${token}.${signature}.${signature}`,
      `"${value}"`,
      `%${token.charCodeAt(0).toString(16)}${token.slice(1)}.${signature}`,
      `${token}%2E${signature}`,
      "%E0%A4%A",
      "a".repeat(4_000),
    ];
    for (const cookie of forged) {
      const { status } = await ask("/api/v1/account", { headers: { cookie: `${name}=${cookie}` } });
      expect([cookie, status]).toEqual([cookie, 401]);
    }
    expect((await ada.account()).status).toBe(200);
  });

  test("no script reads the cookie, no other site sends it, and it ends", async () => {
    const { createUser, browser } = await world();
    await createUser(ADA);
    const { cookies } = await browser().signIn(ADA);
    expect(cookies).toHaveLength(1);
    const [pair = "", ...attributes] = (cookies[0] ?? "").split("; ");
    expect(pair.startsWith(`${APP_NAME}.session_token=`)).toBe(true);
    expect(attributes).toEqual(["Max-Age=604800", "Path=/", "HttpOnly", "SameSite=Lax"]);
  });

  test("where people come by https, the cookie goes by https alone", async () => {
    const { createUser, browser } = await world({ publicUrl: "https://app.example.com" });
    await createUser(ADA);
    const ada = browser();
    const { cookies } = await ada.signIn(ADA);
    const [pair = "", ...attributes] = (cookies[0] ?? "").split("; ");
    expect(pair.startsWith(`__Secure-${APP_NAME}.session_token=`)).toBe(true);
    expect(attributes).toEqual(["Max-Age=604800", "Path=/", "HttpOnly", "Secure", "SameSite=Lax"]);
    expect((await ada.account()).status).toBe(200);
  });
});
