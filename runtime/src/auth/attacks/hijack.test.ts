import { expect, test } from "vitest";
import { GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import { MAX_SIGN_IN_FAILURES } from "../sign-in-lockout.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import { describeAttacks, tokenIn } from "./world.fixture.ts";

describeAttacks((world) => {
  const VICTIM = "victim@example.com";
  const EVE = "a password of Eve's";
  const OWN = "a password of the victim's";

  /** Eve has signed up with the address of another user, who receives the mail. */
  async function signedUpByEve() {
    const here = await world();
    const body = { name: "Victim", email: VICTIM, password: EVE };
    await here.ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body });
    const token = tokenIn((await here.mailed()).at(-1));
    const confirm = (shown: object, given = token) =>
      here.ask(`${AUTH_PATH}/verify-email`, { method: "POST", body: { token: given, ...shown } });
    const codeOfSignIn = async (password: string) => {
      const { status, json } = await here.browser().signIn(VICTIM, password);
      return status === 200 ? "signed in" : json.code;
    };
    return { ...here, token, confirm, codeOfSignIn };
  }

  test("a link alone confirms nothing", async () => {
    const { token, ask, users, confirm } = await signedUpByEve();
    await ask(`${AUTH_PATH}/verify-email?token=${token}`);
    await ask(`/verify-email?token=${token}`);
    for (const shown of [
      {},
      { password: OWN },
      { password: "" },
      { password: null },
      { newPassword: "short" },
    ])
      expect((await confirm(shown)).status).toBe(400);
    expect((await users.show(VICTIM)).emailVerified).toBe(false);
  });

  test("whoever confirms an address that another person signed up with keeps that person out", async () => {
    const { confirm, codeOfSignIn, users } = await signedUpByEve();
    expect((await confirm({ newPassword: OWN })).status).toBe(200);
    expect((await users.show(VICTIM)).emailVerified).toBe(true);
    expect(await codeOfSignIn(EVE)).toBe("auth.wrong-credentials");
    expect(await codeOfSignIn(OWN)).toBe("signed in");
  });

  test("a link sets a password once, and no more once the address is confirmed", async () => {
    const { confirm, codeOfSignIn } = await signedUpByEve();
    const tries = await Promise.all(
      [OWN, "another password 1", "another password 2"].map((newPassword) => confirm({ newPassword })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect((await confirm({ newPassword: "another password 3" })).json.code).toBe("auth.bad-token");
    expect(await codeOfSignIn("another password 3")).toBe("auth.wrong-credentials");
  });

  test("a link with the account's password confirms it, once or twice, and then sets no other one", async () => {
    const { confirm, codeOfSignIn } = await signedUpByEve();
    expect((await confirm({ password: EVE })).status).toBe(200);
    expect((await confirm({ password: EVE })).status).toBe(200);
    expect((await confirm({ newPassword: OWN })).json.code).toBe("auth.bad-token");
    expect(await codeOfSignIn(EVE)).toBe("signed in");
  });

  test("a link gets no more passwords looked at than a sign-in", async () => {
    const { confirm } = await signedUpByEve();
    for (let count = 0; count < MAX_SIGN_IN_FAILURES; count++)
      expect((await confirm({ password: "a wrong password" })).json.code).toBe("auth.wrong-password");
    expect((await confirm({ password: EVE })).json.code).toBe("auth.locked");
  });

  test("whoever signs up with an address that waits to be confirmed gets a link, and Eve's password stays closed", async () => {
    const { ask, mailed, confirm, codeOfSignIn } = await signedUpByEve();
    const before = (await mailed()).length;
    const body = { name: "Victim", email: VICTIM, password: OWN };
    await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body });
    const mails = await mailed();
    expect(mails).toHaveLength(before + 1);
    expect((await confirm({ newPassword: OWN }, tokenIn(mails.at(-1)))).status).toBe(200);
    expect(await codeOfSignIn(EVE)).toBe("auth.wrong-credentials");
  });

  /** Ways to another password, each with what must be shown for it. */
  const WAYS = ["reset", "change", "confirm", "deactivate"] as const;

  test.each(WAYS)("every token of a user ends with a new password: %s", async (way) => {
    const { ask, mailed, confirm, users, browser, db, tables } = await signedUpByEve();
    const links: [path: string, token: string][] = [];
    const mail = async (path: string, body: object, opens: string) => {
      await ask(`${AUTH_PATH}${path}`, { method: "POST", body });
      links.push([opens, tokenIn((await mailed()).at(-1))]);
    };
    const first = tokenIn((await mailed()).at(-1));
    if (way !== "confirm") await confirm({ password: EVE });
    else await mail("/send-verification-email", { email: VICTIM }, "/verify-email");
    for (let count = 0; count < 3; count++)
      await mail("/request-password-reset", { email: VICTIM }, "/reset-password");
    links.push(["/reset-password", (await users.resetLink(VICTIM)).link.split("token=")[1] ?? ""]);

    if (way === "reset") {
      const [, token] = links.shift() ?? [];
      const body = { token, newPassword: GOOD_PASSWORD };
      expect((await ask(`${AUTH_PATH}/reset-password`, { method: "POST", body })).status).toBe(200);
    } else if (way === "change") {
      const signedIn = browser();
      await signedIn.signIn(VICTIM, EVE);
      const body = { currentPassword: EVE, newPassword: GOOD_PASSWORD };
      expect((await signedIn.post("/change-password", body)).status).toBe(200);
    } else if (way === "confirm") {
      expect((await confirm({ newPassword: GOOD_PASSWORD }, first)).status).toBe(200);
    } else {
      await users.deactivate(VICTIM);
    }

    expect(links.length).toBeGreaterThan(2);
    for (const [path, token] of links) {
      const body = { token, newPassword: "a password of an old link" };
      const { status, json } = await ask(`${AUTH_PATH}${path}`, { method: "POST", body });
      expect([path, status, json.code]).toEqual([path, 400, "auth.bad-token"]);
    }
    expect(await db.select().from(tables.verifications)).toEqual([]);
  });

  test("tokens of others outlive a new password", async () => {
    const { ask, mailed, confirm, createUser } = await signedUpByEve();
    await createUser("bob@example.com");
    await ask(`${AUTH_PATH}/request-password-reset`, { method: "POST", body: { email: "bob@example.com" } });
    const token = tokenIn((await mailed()).at(-1));
    await confirm({ newPassword: OWN });
    const body = { token, newPassword: GOOD_PASSWORD };
    expect((await ask(`${AUTH_PATH}/reset-password`, { method: "POST", body })).status).toBe(200);
  });
});
