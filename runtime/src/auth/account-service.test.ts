import { expect, test } from "vitest";
import { describeOnEachDatabase, GOOD_PASSWORD, ORIGIN } from "./fresh-auth.fixture.ts";
import type { Session } from "./sessions/session.ts";

describeOnEachDatabase((freshAuth) => {
  const ADA = { name: "  Ada ", email: " Ada@Example.com ", password: GOOD_PASSWORD };

  const RIGHT = { password: GOOD_PASSWORD };

  async function accounts() {
    const fresh = await freshAuth();
    const { account } = fresh;
    const sender = (cookie = "") => ({
      request: new Request(`${ORIGIN}/page`, { method: "POST", headers: { origin: ORIGIN, cookie } }),
      client: "192.0.2.1",
    });
    async function tokenInMail(): Promise<string> {
      await fresh.mails.settled();
      const text = fresh.sent.at(-1)?.text ?? "";
      return /token=([^\s&]+)/.exec(text)?.[1] ?? "";
    }
    /** @returns the Cookie header that a browser sends from then on */
    async function signIn(password = GOOD_PASSWORD): Promise<string> {
      const cookies = await account.signIn({ email: "ada@example.com", password, stay: true }, sender());
      return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    }
    async function sessionOf(cookie: string): Promise<Session> {
      const { session } = await fresh.auth.identify(cookie);
      if (!session) throw new Error("no user is signed in");
      return session;
    }
    return { ...fresh, sender, tokenInMail, signIn, sessionOf };
  }

  async function withAda() {
    const all = await accounts();
    await all.account.signUp(ADA, all.sender());
    await all.account.verifyEmail(await all.tokenInMail(), RIGHT, all.sender());
    return all;
  }

  test("an account opens with the token from its mail, once or twice", async () => {
    const { account, sender, tokenInMail, signIn, sessionOf } = await accounts();
    await account.signUp(ADA, sender());
    await expect(signIn()).rejects.toMatchObject({ code: "auth.not-verified" });
    const token = await tokenInMail();
    await account.verifyEmail(token, RIGHT, sender());
    await account.verifyEmail(token, RIGHT, sender());
    expect((await sessionOf(await signIn())).user).toMatchObject({ name: "Ada", email: "ada@example.com" });
  });

  test("a token that was made up opens nothing", async () => {
    const { account, sender } = await accounts();
    await expect(account.verifyEmail("made-up", RIGHT, sender())).rejects.toMatchObject({
      code: "auth.bad-token",
    });
  });

  test("a password is chosen anew by a token, once, and ends every session", async () => {
    const { account, sender, tokenInMail, signIn, auth } = await withAda();
    const cookie = await signIn();
    await account.requestReset("ADA@example.com", sender());
    const token = await tokenInMail();
    await expect(account.resetPassword(token, "short", sender())).rejects.toMatchObject({
      code: "auth.bad-password",
    });
    await account.resetPassword(token, "another four words", sender());
    expect((await auth.identify(cookie)).session).toBeNull();
    await expect(account.resetPassword(token, "yet another four", sender())).rejects.toMatchObject({
      code: "auth.bad-token",
    });
    await signIn("another four words");
  });

  test("nobody is told that nobody has an address", async () => {
    const { account, sender, mails, sent } = await accounts();
    await account.requestReset("unknown@example.com", sender());
    await mails.settled();
    expect(sent).toEqual([]);
  });

  test("a new password ends every session but the one that asks, which gets another cookie", async () => {
    const { account, sender, signIn, auth } = await withAda();
    const [here, elsewhere] = [await signIn(), await signIn()];
    await expect(account.changePassword("wrong", "another four words", sender(here))).rejects.toMatchObject({
      code: "auth.wrong-password",
    });
    const cookies = await account.changePassword(GOOD_PASSWORD, "another four words", sender(here));
    const next = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    expect((await auth.identify(next)).session).not.toBeNull();
    expect((await auth.identify(here)).session).toBeNull();
    expect((await auth.identify(elsewhere)).session).toBeNull();
  });

  test("sessions are listed with the one that asks first, and ended: one, all others, or this one", async () => {
    const { account, sender, signIn, auth, sessionOf } = await withAda();
    const [here, second, third] = [await signIn(), await signIn(), await signIn()];
    const session = await sessionOf(here);
    const listed = await account.sessions(session);
    expect(listed.map(({ isThis }) => isThis)).toEqual([true, false, false]);
    expect(await account.endSession(session, (await sessionOf(second)).id)).toBe(1);
    expect((await auth.identify(second)).session).toBeNull();
    expect(await account.endOtherSessions(session)).toBe(1);
    expect((await auth.identify(third)).session).toBeNull();
    await account.signOut(sender(here));
    expect((await auth.identify(here)).session).toBeNull();
  });

  test("nobody ends a session of somebody else", async () => {
    const { account, users, signIn, signInAs, sessionOf, auth } = await withEve();
    const ada = await signIn();
    const eve = await signInAs("eve@example.com");
    expect(await account.endSession(await sessionOf(eve), (await sessionOf(ada)).id)).toBe(0);
    await account.endOtherSessions(await sessionOf(eve));
    expect((await auth.identify(ada)).session).not.toBeNull();
    expect(await users.sessions("eve@example.com")).toHaveLength(1);
  });

  async function withEve() {
    const all = await withAda();
    await all.users.create({ name: "Eve", email: "eve@example.com", password: GOOD_PASSWORD });
    const signInAs = async (email: string) => {
      const cookies = await all.account.signIn({ email, password: GOOD_PASSWORD, stay: false }, all.sender());
      return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    };
    return { ...all, signInAs };
  }

  test("a name is one line, and another one holds at once", async () => {
    const { account, sender, signIn, sessionOf } = await withAda();
    const cookie = await signIn();
    await account.rename(" Grace ", sender(cookie));
    expect((await sessionOf(cookie)).user.name).toBe("Grace");
    await expect(account.rename("Grace\nHopper", sender(cookie))).rejects.toMatchObject({
      code: "auth.invalid",
    });
  });
});
