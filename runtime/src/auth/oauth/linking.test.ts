import { beforeEach, expect, test } from "vitest";
import { describeOnEachDatabase, type FreshAuth, GOOD_PASSWORD, ORIGIN } from "../fresh-auth.fixture.ts";
import type { OAuthService } from "./oauth-service.ts";
import { KEYS, type Profile, playProviders } from "./provider.fixture.ts";

describeOnEachDatabase((freshAuth) => {
  const ADA: Profile = { id: "4711", name: "Ada", email: "ada@example.com" };
  const CLIENT = "192.0.2.1";

  let provider: Awaited<ReturnType<typeof playProviders>>;
  let here: Awaited<ReturnType<FreshAuth>>;
  let oauth: OAuthService;
  let id: string;
  let cookie: string;

  beforeEach(async () => {
    provider = await playProviders();
    here = await freshAuth({ providers: KEYS });
    ({ oauth } = here);
    ({ id } = await here.users.create({ name: "Ada", email: ADA.email, password: GOOD_PASSWORD }));
    cookie = await here.signIn(ADA.email);
  });

  const form = (own = cookie) =>
    new Request(`${ORIGIN}/account`, { method: "POST", headers: { origin: ORIGIN, cookie: own } });

  async function link(name: string, profile: Profile, own = cookie) {
    const asked = {
      provider: name,
      next: "/account?done=link",
      failed: "/account",
      request: form(own),
      client: CLIENT,
    };
    const { url, cookies } = await oauth.link(asked);
    const state = cookies.map((set) => set.split(";")[0]).join("; ");
    const request = new Request(provider.agree(url, profile), { headers: { cookie: `${own}; ${state}` } });
    const { headers } = await here.auth.handle(request, CLIENT);
    const to = new URL(headers.get("location") ?? "", ORIGIN);
    return `${to.pathname}${to.search}`;
  }

  const unlink = (name: string) => oauth.unlink(id, { provider: name, request: form(), client: CLIENT });

  const linked = async () =>
    (await oauth.linked(id)).filter(({ isLinked }) => isLinked).map(({ name }) => name);

  test("a provider is linked to who is signed in, and unlinked again", async () => {
    expect(await oauth.linked(id)).toEqual([
      { id: "github", name: "GitHub", isLinked: false },
      { id: "google", name: "Google", isLinked: false },
    ]);
    expect(await link("github", ADA)).toBe("/account?done=link");
    expect(await linked()).toEqual(["GitHub"]);
    await unlink("github");
    expect(await linked()).toEqual([]);
    await expect(unlink("github")).rejects.toMatchObject({ code: "auth.unknown-provider" });
  });

  test("nobody who is signed out links anything", async () => {
    await expect(link("github", ADA, "")).rejects.toMatchObject({ category: "unauthorized" });
  });

  test("only a confirmed and the same address is linked", async () => {
    expect(await link("github", { ...ADA, isConfirmed: false })).toMatch(
      /^\/account\?error=email_not_verified/,
    );
    expect(await link("google", { ...ADA, email: "eve@example.com" })).toMatch(
      /^\/account\?error=email_does_not_match/,
    );
    expect(await linked()).toEqual([]);
  });

  test("what is linked to one account is not linked to another one", async () => {
    await link("github", ADA);
    await here.users.create({ name: "Eve", email: "eve@example.com", password: GOOD_PASSWORD });
    const eve = await here.signIn("eve@example.com");
    expect(await link("github", { ...ADA, email: "eve@example.com" }, eve)).toMatch(
      /^\/account\?error=account_already/,
    );
    expect(await here.db.select().from(here.tables.accounts)).toHaveLength(3);
  });

  test("the last way in stays: the only one, and the only one that still opens", async () => {
    await link("github", ADA);
    const ways = await here.db.select().from(here.tables.accounts);
    const idOf = (name: string) => ways.find(({ providerId }) => providerId === name)?.id ?? "";
    const remove = (accountId: string) =>
      here.auth.submit({ path: "/unlink-account", body: { accountId }, request: form(), client: CLIENT });
    await remove(idOf("credential"));
    await expect(unlink("github")).rejects.toBeInstanceOf(Error);
    expect(await linked()).toEqual(["GitHub"]);
  });

  test("a provider that is not set up any more does not count as a way in", async () => {
    await link("github", ADA);
    await link("google", { ...ADA, id: "4712" });
    const without = await freshAuth({ providers: { github: { clientId: "c", clientSecret: "s" } } });
    const { internalAdapter } = await without.testEngine.$context;
    const user = await without.users.create({ name: "Ada", email: ADA.email, password: GOOD_PASSWORD });
    const made = await internalAdapter.createAccount({
      userId: user.id,
      providerId: "google",
      accountId: "4712",
    });
    const [password] = await without.db.select().from(without.tables.accounts);
    expect(made).toMatchObject({ providerId: "google" });
    await expect(internalAdapter.deleteAccount(password?.id ?? "")).rejects.toMatchObject({
      code: "auth.last-way-in",
    });
  });
});
