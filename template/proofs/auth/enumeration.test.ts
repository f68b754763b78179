import { expect, test, vi } from "vitest";
import { GOOD_PASSWORD } from "#app/services/auth/fresh-auth.fixture.ts";
import { FAILURES_ALLOWED } from "#app/services/auth/lockout.ts";
import { AUTH } from "./browser.ts";
import type { Got } from "./send.ts";
import { world } from "./world.ts";

// All of the same length, so that nothing that holds them tells them apart.
const UNKNOWN = "unknown-11@example.com";
const KNOWN = "known-1111@example.com";
const UNVERIFIED = "unverified@example.com";
const DEACTIVATED = "deactivat1@example.com";
const ALL = [UNKNOWN, KNOWN, UNVERIFIED, DEACTIVATED];

const paused: number[] = [];

/** One account of each kind, and one address that is nobody's. */
async function everyKind() {
  const here = await world({ pause: async (milliseconds) => void paused.push(milliseconds) });
  const signUp = { name: "Somebody", email: UNVERIFIED, password: GOOD_PASSWORD };
  await here.browser().post("/sign-up/email", signUp);
  // The account is made after the answer.
  await here.mailed();
  await here.person(KNOWN);
  await here.person(DEACTIVATED);
  await here.users.deactivate(DEACTIVATED);
  paused.length = 0;
  return here;
}

/** All of an answer but what differs from one answer to the next whoever it is for. */
const faceOf = ({ status, headers, text }: Got, email: string) => ({
  status,
  headers: Object.keys(headers).sort(),
  text: text
    .replaceAll(email, "EMAIL")
    .replace(/"(id|requestId|createdAt|updatedAt)":"[^"]*"/g, (_, name) => `"${name}"`),
});

const FORMS: readonly [string, (email: string) => object][] = [
  ["/sign-up/email", (email) => ({ name: "Somebody", email, password: GOOD_PASSWORD })],
  ["/sign-in/email", (email) => ({ email, password: "a wrong password" })],
  ["/request-password-reset", (email) => ({ email })],
  ["/send-verification-email", (email) => ({ email })],
];

test.each(FORMS)(
  "%s answers alike, no sooner and no later, whether or not there is an account, and whatever it is like",
  async (path, form) => {
    const { ask } = await everyKind();
    const answer = async (email: string) =>
      faceOf(await ask(`${AUTH}${path}`, { method: "POST", body: form(email) }), email);
    const faces = await Promise.all(ALL.map(answer));
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
  let answered = false;
  const path = `${AUTH}/request-password-reset`;
  const answer = ask(path, { method: "POST", body: { email: UNKNOWN } }).finally(() => {
    answered = true;
  });
  await begun.promise;
  // Another request there and back: the first would have been answered by now.
  await ask("/health/live");
  expect(answered).toBe(false);
  released.resolve();
  expect((await answer).status).toBe(200);
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
    const { internalAdapter } = await (await here.engine()).$context;
    const original = internalAdapter[step].bind(internalAdapter);
    const released = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    vi.spyOn(internalAdapter, step).mockImplementation(async (...given: unknown[]) => {
      begun.resolve();
      await released.promise;
      return Reflect.apply(original, internalAdapter, given);
    });
    const body = { name: "Somebody", email, password: GOOD_PASSWORD };
    expect((await here.ask(`${AUTH}${path}`, { method: "POST", body })).status).toBe(200);
    await begun.promise;
    const before = here.sent.length;
    released.resolve();
    expect((await here.mailed()).slice(before).map(({ to }) => to)).toEqual([email]);
  },
);

test("what fails after the answer is in the log, and nothing of it is told", async () => {
  const { ask, engine, mails, errors } = await everyKind();
  const { internalAdapter } = await (await engine()).$context;
  vi.spyOn(internalAdapter, "createVerificationValue").mockRejectedValue(new Error("the disk is full"));
  vi.spyOn(internalAdapter, "findUserByEmail").mockRejectedValue(new Error("the disk is full"));
  const answer = await ask(`${AUTH}/request-password-reset`, { method: "POST", body: { email: KNOWN } });
  expect(answer.status).toBe(200);
  await mails.settled();
  expect(errors).not.toEqual([]);
  expect(answer.text).not.toContain("disk");
});

test("a sign-in hashes one password, whether or not there is one to compare it with", async () => {
  const { ask, engine } = await everyKind();
  const { password } = await (await engine()).$context;
  const hash = vi.spyOn(password, "hash");
  const verify = vi.spyOn(password, "verify");
  for (const email of ALL) {
    hash.mockClear();
    verify.mockClear();
    await ask(`${AUTH}/sign-in/email`, { method: "POST", body: { email, password: "a wrong password" } });
    expect([email, hash.mock.calls.length + verify.mock.calls.length]).toEqual([email, 1]);
  }
});

test("an address is locked alike whether or not there is an account", async () => {
  const { ask, lockout } = await everyKind();
  const faces: object[] = [];
  for (const email of ALL) {
    for (let count = 0; count < FAILURES_ALLOWED; count++) await lockout.attempt(email);
    const body = { email, password: GOOD_PASSWORD };
    const face = faceOf(await ask(`${AUTH}/sign-in/email`, { method: "POST", body }), email);
    faces.push(face);
    expect(face).toMatchObject({ status: 429, text: expect.stringContaining("auth.locked") });
  }
  for (const face of faces) expect(face).toEqual(faces[0]);
});

test("who asks for a reset learns from the mail alone, and only whoever has an account gets one", async () => {
  const { ask, mailed } = await everyKind();
  const before = (await mailed()).length;
  for (const email of ALL) await ask(`${AUTH}/request-password-reset`, { method: "POST", body: { email } });
  const to = (await mailed()).slice(before).map((mail) => mail.to);
  expect(to).toContain(KNOWN);
  expect(to).not.toContain(UNKNOWN);
});
