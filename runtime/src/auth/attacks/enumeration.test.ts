import { expect, test, vi } from "vitest";
import { GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import { MAX_SIGN_IN_FAILURES } from "../sign-in-lockout.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import type { Got } from "./send.fixture.ts";
import { describeAttacks } from "./world.fixture.ts";

describeAttacks((world) => {
  // All of the same length, so that nothing that holds them tells them apart.
  const UNKNOWN = "unknown-11@example.com";
  const KNOWN = "known-1111@example.com";
  const UNVERIFIED = "unverified@example.com";
  const DEACTIVATED = "deactivat1@example.com";
  const ALL = [UNKNOWN, KNOWN, UNVERIFIED, DEACTIVATED];

  const paused: number[] = [];

  /** One account of each kind, and one address without an account. */
  async function everyKind() {
    const here = await world({ pause: async (milliseconds) => void paused.push(milliseconds) });
    const signUp = { name: "Grace", email: UNVERIFIED, password: GOOD_PASSWORD };
    await here.browser().post("/sign-up/email", signUp);
    // The account is made after the response.
    await here.mailed();
    await here.createUser(KNOWN);
    await here.createUser(DEACTIVATED);
    await here.users.deactivate(DEACTIVATED);
    paused.length = 0;
    return here;
  }

  /** All of a response but what differs between any two. */
  const faceOf = ({ status, headers, text }: Got, email: string) => ({
    status,
    headers: Object.keys(headers).sort(),
    text: text
      .replaceAll(email, "EMAIL")
      .replace(/"(id|requestId|createdAt|updatedAt)":"[^"]*"/g, (_, name) => `"${name}"`),
  });

  const FORMS: readonly [string, (email: string) => object][] = [
    ["/sign-up/email", (email) => ({ name: "Grace", email, password: GOOD_PASSWORD })],
    ["/sign-in/email", (email) => ({ email, password: "a wrong password" })],
    ["/request-password-reset", (email) => ({ email })],
    ["/send-verification-email", (email) => ({ email })],
  ];

  test.each(FORMS)(
    "%s answers alike, no sooner and no later, whether or not there is an account, and whatever it is like",
    async (path, form) => {
      const { ask } = await everyKind();
      const response = async (email: string) =>
        faceOf(await ask(`${AUTH_PATH}${path}`, { method: "POST", body: form(email) }), email);
      const faces = await Promise.all(ALL.map(response));
      for (const face of faces) expect(face).toEqual(faces[0]);
      expect(paused).toEqual(path === "/sign-in/email" ? [] : ALL.map(() => 500));
    },
  );

  test("the time that an answer takes is waited for, not only asked for", async () => {
    const released = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { ask } = await world({
      pause: () => {
        begun.resolve();
        return released.promise;
      },
    });
    let isComplete = false;
    const path = `${AUTH_PATH}/request-password-reset`;
    const response = ask(path, { method: "POST", body: { email: UNKNOWN } }).finally(() => {
      isComplete = true;
    });
    await begun.promise;
    // Another request there and back: the first would have been answered by now.
    await ask("/health/live");
    expect(isComplete).toBe(false);
    released.resolve();
    expect((await response).status).toBe(200);
  });

  /** What of the work behind a form takes longer for one address than for another. */
  const BEHIND = [
    ["/sign-up/email", "createUser", UNKNOWN],
    ["/request-password-reset", "findUserByEmail", KNOWN],
    ["/send-verification-email", "findUserByEmail", UNVERIFIED],
  ] as const;

  test.each(BEHIND)(
    "%s is answered without waiting for what depends on the account",
    async (path, step, email) => {
      const here = await everyKind();
      const { internalAdapter } = await here.testEngine.$context;
      const original = internalAdapter[step].bind(internalAdapter);
      const released = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      vi.spyOn(internalAdapter, step).mockImplementation(async (...given: unknown[]) => {
        begun.resolve();
        await released.promise;
        return Reflect.apply(original, internalAdapter, given);
      });
      const body = { name: "Grace", email, password: GOOD_PASSWORD };
      expect((await here.ask(`${AUTH_PATH}${path}`, { method: "POST", body })).status).toBe(200);
      await begun.promise;
      const before = here.sent.length;
      released.resolve();
      expect((await here.mailed()).slice(before).map(({ to }) => to)).toEqual([email]);
    },
  );

  test("what fails after the answer is in the log, and nothing of it is told", async () => {
    const { ask, testEngine, mails, errors } = await everyKind();
    const { internalAdapter } = await testEngine.$context;
    vi.spyOn(internalAdapter, "createVerificationValue").mockRejectedValue(new Error("the disk is full"));
    vi.spyOn(internalAdapter, "findUserByEmail").mockRejectedValue(new Error("the disk is full"));
    const response = await ask(`${AUTH_PATH}/request-password-reset`, {
      method: "POST",
      body: { email: KNOWN },
    });
    expect(response.status).toBe(200);
    await mails.settled();
    expect(errors).not.toEqual([]);
    expect(response.text).not.toContain("disk");
  });

  test("a sign-in hashes one password, whether or not there is one to compare it with", async () => {
    const { ask, testEngine } = await everyKind();
    const { password } = await testEngine.$context;
    const hash = vi.spyOn(password, "hash");
    const verify = vi.spyOn(password, "verify");
    for (const email of ALL) {
      hash.mockClear();
      verify.mockClear();
      await ask(`${AUTH_PATH}/sign-in/email`, {
        method: "POST",
        body: { email, password: "a wrong password" },
      });
      expect([email, hash.mock.calls.length + verify.mock.calls.length]).toEqual([email, 1]);
    }
  });

  test("an address is locked alike whether or not there is an account", async () => {
    const { ask, lockout } = await everyKind();
    const faces: object[] = [];
    for (const email of ALL) {
      for (let count = 0; count < MAX_SIGN_IN_FAILURES; count++) await lockout.countAttempt(email);
      const body = { email, password: GOOD_PASSWORD };
      const face = faceOf(await ask(`${AUTH_PATH}/sign-in/email`, { method: "POST", body }), email);
      faces.push(face);
      expect(face).toMatchObject({ status: 429, text: expect.stringContaining("auth.locked") });
    }
    for (const face of faces) expect(face).toEqual(faces[0]);
  });

  test("who asks for a reset learns from the mail alone, and only whoever has an account gets one", async () => {
    const { ask, mailed } = await everyKind();
    const before = (await mailed()).length;
    for (const email of ALL)
      await ask(`${AUTH_PATH}/request-password-reset`, { method: "POST", body: { email } });
    const to = (await mailed()).slice(before).map((mail) => mail.to);
    expect(to).toContain(KNOWN);
    expect(to).not.toContain(UNKNOWN);
  });
});
