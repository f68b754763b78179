import { expect, test } from "vitest";
import { GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import { LOCKOUT_MS, MAX_SIGN_IN_FAILURES } from "../sign-in-lockout.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import { describeAttacks, tokenIn } from "./world.fixture.ts";

describeAttacks((world) => {
  const ADA = "ada@example.com";
  const WRONG = "a wrong password";
  const wrong = (email: string, password = WRONG) => ({ method: "POST", body: { email, password } });
  /** Counted as any other, and refused before it would cost anything to look at. */
  const TOO_LONG = "a".repeat(200);
  const from = (address: number) => ({ "x-forwarded-for": `192.0.2.${address}` });
  const proxied = { settings: { TRUST_PROXY: true } };

  /** How often each code was answered. */
  const counted = (responses: readonly { json: Record<string, unknown> }[]) =>
    Object.fromEntries(
      [...new Set(responses.map(({ json }) => String(json.code)))].map((code) => [
        code,
        responses.filter(({ json }) => json.code === code).length,
      ]),
    );

  test("one address may try twenty passwords a minute, whosever they are", async () => {
    const { ask } = await world();
    const tries = Array.from({ length: 25 }, (_, index) =>
      ask(`${AUTH_PATH}/sign-in/email`, wrong(`user-${index}@example.com`, TOO_LONG)),
    );
    const responses = await Promise.all(tries);
    expect(counted(responses)).toEqual({ "auth.bad-password": 20, "auth.too-many": 5 });
    const refused = responses.find(({ status }) => status === 429);
    expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  });

  test("addresses that a client makes up count for nothing", async () => {
    const { ask } = await world();
    const names = ["x-forwarded-for", "x-client-address", "x-real-ip", "cf-connecting-ip", "true-client-ip"];
    const tries = Array.from({ length: 12 }, (_, index) => {
      const made = names.map((name) => [name, `192.0.2.${index}`]);
      const headers = { ...Object.fromEntries(made), forwarded: `for=192.0.2.${index}` };
      return ask(`${AUTH_PATH}/request-password-reset`, { method: "POST", body: { email: ADA }, headers });
    });
    expect((await Promise.all(tries)).filter(({ status }) => status === 429)).toHaveLength(2);
  });

  test("many addresses at once get no more passwords looked at than one would", async () => {
    const { ask, createUser } = await world(proxied);
    await createUser(ADA);
    const tries = Array.from({ length: 30 }, (_, index) =>
      ask(`${AUTH_PATH}/sign-in/email`, { ...wrong(ADA), headers: from(index) }),
    );
    expect(counted(await Promise.all(tries))).toEqual({
      "auth.wrong-credentials": MAX_SIGN_IN_FAILURES,
      "auth.locked": 30 - MAX_SIGN_IN_FAILURES,
    });
    const right = { method: "POST", body: { email: ADA, password: GOOD_PASSWORD }, headers: from(99) };
    expect((await ask(`${AUTH_PATH}/sign-in/email`, right)).json.code).toBe("auth.locked");
  });

  /** A world in which Ada's address is locked, with a clock that is set by hand. */
  async function locked() {
    let now = Date.now();
    const here = await world({ ...proxied, now: () => now });
    await here.createUser(ADA);
    const tries = Array.from({ length: MAX_SIGN_IN_FAILURES }, (_, index) =>
      here.ask(`${AUTH_PATH}/sign-in/email`, { ...wrong(ADA, TOO_LONG), headers: from(index) }),
    );
    await Promise.all(tries);
    const signIn = (password: string) =>
      here.ask(`${AUTH_PATH}/sign-in/email`, {
        method: "POST",
        body: { email: ADA, password },
        headers: from(50),
      });
    const pass = (milliseconds: number) => {
      now += milliseconds;
    };
    return { ...here, signIn, pass };
  }

  test("a lockout ends by itself, however often it is tried meanwhile", async () => {
    const { signIn, pass } = await locked();
    pass(LOCKOUT_MS - 60_000);
    const refused = await signIn(WRONG);
    expect(refused.json.code).toBe("auth.locked");
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
    pass(61_000);
    expect((await signIn(GOOD_PASSWORD)).status).toBe(200);
  });

  test("a new password lifts the lockout", async () => {
    const { signIn, ask, mailed } = await locked();
    await ask(`${AUTH_PATH}/request-password-reset`, { method: "POST", body: { email: ADA } });
    const token = tokenIn((await mailed()).at(-1));
    const newPassword = "a new good password";
    expect(
      (await ask(`${AUTH_PATH}/reset-password`, { method: "POST", body: { token, newPassword } })).status,
    ).toBe(200);
    expect((await signIn(newPassword)).status).toBe(200);
  });

  test("a right password starts the count anew", async () => {
    const { ask, createUser } = await world(proxied);
    await createUser(ADA);
    const attempt = (address: number, password: string) =>
      ask(`${AUTH_PATH}/sign-in/email`, {
        method: "POST",
        body: { email: ADA, password },
        headers: from(address),
      });
    for (let count = 1; count < MAX_SIGN_IN_FAILURES; count++) await attempt(count, TOO_LONG);
    expect((await attempt(20, GOOD_PASSWORD)).status).toBe(200);
    expect((await attempt(21, WRONG)).json.code).toBe("auth.wrong-credentials");
    expect((await attempt(22, GOOD_PASSWORD)).status).toBe(200);
  });

  /** Ways to have a sign-in refused before or without its password being found right. */
  const REFUSALS: readonly [string, Record<string, string>, Record<string, unknown>][] = [
    ["a form without an origin", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }, {}],
    ["another site", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, {}],
    ["a foreign origin", { origin: "https://evil.example" }, {}],
    ["an origin that is null", { origin: "null", cookie: "a=b" }, {}],
    ["an address elsewhere to go to", {}, { callbackURL: "https://evil.example" }],
    ["an address that no header holds", {}, { callbackURL: "/\u00e9\u{1f600}" }],
    ["a wrong type", {}, { password: 7 }],
    ["an address that is a list", {}, { email: [ADA] }],
    ["a password that is too long", {}, { password: "a".repeat(300) }],
  ];

  test.each(REFUSALS)("a refusal by %s does not start the count anew", async (_name, headers, fields) => {
    const { ask, createUser } = await world(proxied);
    await createUser(ADA);
    for (let address = 1; address < MAX_SIGN_IN_FAILURES; address++) {
      expect(
        (await ask(`${AUTH_PATH}/sign-in/email`, { ...wrong(ADA), headers: from(address) })).status,
      ).toBe(401);
    }
    const body = { email: ADA, password: WRONG, ...fields };
    const refused = await ask(`${AUTH_PATH}/sign-in/email`, {
      method: "POST",
      body,
      headers: { ...from(40), ...headers },
    });
    expect([400, 401, 403]).toContain(refused.status);
    const responses = [];
    for (let address = 50; address < 53; address++)
      responses.push(await ask(`${AUTH_PATH}/sign-in/email`, { ...wrong(ADA), headers: from(address) }));
    expect(responses.at(-1)?.json.code).toBe("auth.locked");
  });

  test("an address that is not confirmed yet starts the count anew with the right password only", async () => {
    const { ask, mailed } = await world(proxied);
    const signUp = { name: "Ada", email: ADA, password: GOOD_PASSWORD };
    await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body: signUp });
    await mailed();
    const attempt = async (address: number, password: string) =>
      (
        await ask(`${AUTH_PATH}/sign-in/email`, {
          method: "POST",
          body: { email: ADA, password },
          headers: from(address),
        })
      ).json.code;
    for (let count = 1; count < MAX_SIGN_IN_FAILURES; count++) await attempt(count, WRONG);
    expect(await attempt(30, GOOD_PASSWORD)).toBe("auth.not-verified");
    expect(await attempt(31, WRONG)).toBe("auth.wrong-credentials");
  });

  test("a stolen session gets no more passwords looked at than a sign-in", async () => {
    const { createUser, ask, sessionOf, url } = await world(proxied);
    const { id } = await createUser(ADA);
    const cookie = await sessionOf(id);
    const change = (address: number, currentPassword: string) =>
      ask(`${AUTH_PATH}/change-password`, {
        method: "POST",
        body: { currentPassword, newPassword: "a new good password" },
        headers: { ...from(address), cookie, origin: url.origin },
      });
    const tries = Array.from({ length: 15 }, (_, index) => change(index, WRONG));
    expect(counted(await Promise.all(tries))).toEqual({
      "auth.wrong-password": MAX_SIGN_IN_FAILURES,
      "auth.locked": 15 - MAX_SIGN_IN_FAILURES,
    });
    expect((await change(99, GOOD_PASSWORD)).json.code).toBe("auth.locked");
    // It is one password, so it is one count.
    expect((await ask(`${AUTH_PATH}/sign-in/email`, { ...wrong(ADA), headers: from(98) })).json.code).toBe(
      "auth.locked",
    );
  });

  test("a changed password starts the count anew", async () => {
    const { createUser, browser, lockout } = await world();
    await createUser(ADA);
    const ada = browser();
    await ada.signIn(ADA);
    for (let count = 1; count < MAX_SIGN_IN_FAILURES; count++) await lockout.countAttempt(ADA);
    const newPassword = "a new good password";
    const change = await ada.post("/change-password", { currentPassword: GOOD_PASSWORD, newPassword });
    expect(change.status).toBe(200);
    expect((await browser().signIn(ADA, WRONG)).json.code).toBe("auth.wrong-credentials");
  });

  test("another spelling of an address is the same address", async () => {
    const { ask, createUser } = await world(proxied);
    await createUser(ADA);
    const spelt = ["ada@example.com", "ADA@example.com", "Ada@Example.Com"];
    const tries = Array.from({ length: 15 }, (_, index) =>
      ask(`${AUTH_PATH}/sign-in/email`, { ...wrong(spelt[index % 3] ?? "", TOO_LONG), headers: from(index) }),
    );
    expect(counted(await Promise.all(tries))["auth.locked"]).toBe(15 - MAX_SIGN_IN_FAILURES);
  });
});
