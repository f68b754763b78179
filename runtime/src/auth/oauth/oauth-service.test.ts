import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { describeOnEachDatabase, type FreshAuth, GOOD_PASSWORD, ORIGIN } from "../fresh-auth.fixture.ts";
import { OAuthService } from "./oauth-service.ts";
import { KEYS, type Profile, playProviders } from "./provider.fixture.ts";

describeOnEachDatabase((freshAuth) => {
  const ADA: Profile = { id: "4711", name: "Ada", email: "ada@example.com" };
  const CLIENT = "192.0.2.1";

  let provider: Awaited<ReturnType<typeof playProviders>>;
  let accountsHere: Awaited<ReturnType<FreshAuth>>;
  let oauth: OAuthService;

  beforeEach(async () => {
    provider = await playProviders();
    accountsHere = await freshAuth({ providers: KEYS });
    oauth = serviceWith(KEYS);
  });

  const serviceWith = (providers: typeof KEYS) =>
    new OAuthService({ store: accountsHere.store, auth: accountsHere.auth, providers, publicUrl: undefined });

  const form = (cookie = "") =>
    new Request(`${ORIGIN}/sign-in`, { method: "POST", headers: { origin: ORIGIN, cookie } });

  const cookieOf = (cookies: readonly string[]) => cookies.map((cookie) => cookie.split(";")[0]).join("; ");

  const signIn = (name = "github", next = "/overseer") =>
    oauth.signIn({ provider: name, next, failed: "/sign-in", request: form(), client: CLIENT });

  /** The browser comes back. @returns where it is sent, and what it is to remember */
  async function comeBack(address: string, cookie: string) {
    const request = new Request(address, { headers: { cookie } });
    const { status, headers } = await accountsHere.auth.handle(request, CLIENT);
    const to = new URL(headers.get("location") ?? "", ORIGIN);
    return { status, to, path: `${to.pathname}${to.search}`, cookie: cookieOf(headers.getSetCookie()) };
  }

  async function through(name: string, profile: Profile, next = "/overseer") {
    const { url, cookies } = await signIn(name, next);
    return comeBack(provider.agree(url, profile), cookieOf(cookies));
  }

  const who = async (cookie: string) => (await accountsHere.auth.identify(cookie)).session?.user;

  test.each(["github", "google"])("%s signs somebody up, and in again, and leads on", async (name) => {
    const first = await through(name, ADA);
    expect(first).toMatchObject({ status: 302, path: "/overseer" });
    expect(first.to.origin).toBe(ORIGIN);
    const user = await who(first.cookie);
    expect(user).toMatchObject({ name: "Ada", email: "ada@example.com", role: "user" });
    const again = await through(name, ADA);
    expect(await who(again.cookie)).toEqual(user);
    expect(await accountsHere.db.select().from(accountsHere.tables.users)).toMatchObject([
      { emailVerified: true },
    ]);
  });

  test("what the provider gave is not kept readable", async () => {
    await through("github", ADA);
    await through("google", { ...ADA, id: "4712" });
    await through("google", { ...ADA, id: "4712" });
    const rows = await accountsHere.db.select().from(accountsHere.tables.accounts);
    expect(rows.map(({ providerId }) => providerId).toSorted()).toEqual(["github", "google"]);
    for (const { accessToken, refreshToken, idToken } of rows) {
      expect(idToken).toBeNull();
      for (const token of [accessToken, refreshToken]) {
        expect(token?.length).toBeGreaterThan(60);
        expect(token).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
      }
    }
  });

  test("an address that the provider has not seen confirmed makes no account and links none", async () => {
    const unconfirmed = { ...ADA, isConfirmed: false };
    expect((await through("github", unconfirmed)).path).toMatch(/^\/sign-in\?error=email_not_verified/);
    expect(await accountsHere.db.select().from(accountsHere.tables.users)).toEqual([]);
    await accountsHere.users.create({ name: "Ada", email: ADA.email, password: GOOD_PASSWORD });
    for (const name of ["github", "google"]) {
      const refused = await through(name, unconfirmed);
      expect(refused.path).toMatch(/^\/sign-in\?error=/);
      expect(await who(refused.cookie)).toBeUndefined();
    }
    expect(await accountsHere.db.select().from(accountsHere.tables.accounts)).toMatchObject([
      { providerId: "credential" },
    ]);
  });

  test("an account here whose address was never confirmed is linked to nobody", async () => {
    const { db, tables } = accountsHere;
    const { id } = await accountsHere.users.create({
      name: "Eve",
      email: ADA.email,
      password: GOOD_PASSWORD,
    });
    await db.update(tables.users).set({ emailVerified: false }).where(eq(tables.users.id, id));
    const refused = await through("github", ADA);
    expect(refused.path).toMatch(/^\/sign-in\?error=account_not_linked/);
    expect(await db.select().from(accountsHere.tables.sessions)).toEqual([]);
  });

  test("whoever is known by a confirmed address signs in to the same account", async () => {
    const { id } = await accountsHere.users.create({
      name: "Ada",
      email: ADA.email,
      password: GOOD_PASSWORD,
    });
    expect(await who((await through("github", ADA)).cookie)).toMatchObject({ id });
  });

  test.each([
    ["tampered", (state: string) => `${state.slice(0, -1)}${state.endsWith("A") ? "B" : "A"}`],
    ["missing", () => ""],
    ["made up", () => "a".repeat(32)],
  ])("a state that is %s signs nobody in", async (_, change) => {
    const { url, cookies } = await signIn();
    const back = new URL(provider.agree(url, ADA));
    back.searchParams.set("state", change(back.searchParams.get("state") ?? ""));
    const { path, cookie } = await comeBack(back.href, cookieOf(cookies));
    expect(path).toMatch(/^\/sign-in\?error=/);
    expect(await who(cookie)).toBeUndefined();
    expect(provider.asked).toEqual([]);
  });

  test("a sign-in that another browser has begun is not finished in this one", async () => {
    const { url } = await signIn();
    const { cookies } = await signIn();
    for (const cookie of ["", cookieOf(cookies)]) {
      const { path, cookie: got } = await comeBack(provider.agree(url, ADA), cookie);
      expect(path).toMatch(/^\/sign-in\?error=/);
      expect(await who(got)).toBeUndefined();
    }
  });

  test("the way back works once", async () => {
    const { url, cookies } = await signIn();
    const back = provider.agree(url, ADA);
    expect((await comeBack(back, cookieOf(cookies))).path).toBe("/overseer");
    expect((await comeBack(back, cookieOf(cookies))).path).toMatch(/^\/sign-in\?error=state_mismatch/);
  });

  test("who does not agree is led back, and so is who brings a wrong code", async () => {
    const refused = await signIn();
    const back = new URL(provider.agree(refused.url, ADA));
    back.searchParams.delete("code");
    back.searchParams.set("error", "access_denied");
    expect((await comeBack(back.href, cookieOf(refused.cookies))).path).toMatch(
      /^\/sign-in\?error=access_denied/,
    );
    const wrong = await signIn();
    const made = new URL(provider.agree(wrong.url, ADA));
    made.searchParams.set("code", "made-up");
    expect((await comeBack(made.href, cookieOf(wrong.cookies))).path).toMatch(/^\/sign-in\?error=/);
    expect(await accountsHere.db.select().from(accountsHere.tables.users)).toEqual([]);
  });

  test.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "http://localhost.evil.example/",
  ])("%s is no place to be led to, by a page or by the API", async (next) => {
    await expect(signIn("github", next)).rejects.toMatchObject({ code: "auth.refused" });
    for (const name of ["callbackURL", "errorCallbackURL", "newUserCallbackURL"]) {
      const asked = accountsHere.submit("/sign-in/social", {
        provider: "github",
        callbackURL: "/",
        [name]: next,
      });
      await expect(asked).rejects.toMatchObject({ code: "auth.refused" });
    }
  });

  test.each(["idToken", "scopes", "additionalParams", "additionalData", "loginHint"])(
    "%s is not taken from whoever asks",
    async (name) => {
      const asked = accountsHere.submit("/sign-in/social", { provider: "github", [name]: "x" });
      await expect(asked).rejects.toMatchObject({ code: "auth.invalid" });
    },
  );

  test("a provider without keys is not there", async () => {
    accountsHere = await freshAuth({ providers: {} });
    oauth = serviceWith({});
    expect(oauth.providers).toEqual([]);
    await expect(signIn()).rejects.toMatchObject({ code: "auth.unknown-provider" });
    const asked = accountsHere.submit("/sign-in/social", { provider: "github", callbackURL: "/" });
    await expect(asked).rejects.toMatchObject({ category: "not-found" });
  });

  test("a deactivated account is not signed in to", async () => {
    const { cookie } = await through("github", ADA);
    const user = await who(cookie);
    await accountsHere.users.create({
      name: "Root",
      email: "root@example.com",
      password: GOOD_PASSWORD,
      role: "admin",
    });
    await accountsHere.users.deactivate(user?.id ?? "");
    await expect(through("github", ADA)).rejects.toMatchObject({ code: "auth.deactivated" });
    expect(await accountsHere.db.select().from(accountsHere.tables.sessions)).toEqual([]);
  });

  test("a name that could not be had here is not taken over", async () => {
    const { cookie } = await through("github", { ...ADA, name: "Win\r\na prize\u0000" });
    expect(await who(cookie)).toMatchObject({ name: "login-name" });
  });
});
