import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { APP_NAME, describeOnEachDatabase, type FreshAuth } from "../fresh-auth.fixture.ts";
import { SESSION_EXTENSION_SECONDS, SESSION_SECONDS } from "./session-ttl.ts";

const HOUR_MS = 3_600_000;
const MARK = `${APP_NAME}.dont_remember`;

type Accounts = Awaited<ReturnType<FreshAuth>>;

describeOnEachDatabase((freshAuth) => {
  /** Ada, signed in, and what the library itself says of her cookie. */
  async function signedIn() {
    const accounts = await freshAuth();
    const ada = await accounts.users.create({ name: "Ada", email: "ada@example.com", role: "moderator" });
    const header = await accounts.sessionOf(ada.id);
    const sign = (value: string, secret = accounts.secret) =>
      encodeURIComponent(`${value}.${createHmac("sha256", secret).update(value).digest("base64")}`);
    const [, cookie = ""] = header.split("=", 2);
    const [token = ""] = cookie.split(".", 1);
    const setExpiry = (expiresAt: Date) =>
      accounts.db
        .update(accounts.tables.sessions)
        .set({ expiresAt })
        .where(eq(accounts.tables.sessions.token, token));
    return { ...accounts, ada, header, token, sign, setExpiry };
  }

  type SignedIn = Awaited<ReturnType<typeof signedIn>>;

  interface Case {
    readonly name: string;
    /** Whether the library runs, since something is to be written or refused. */
    readonly usesLibrary: boolean;
    /** What the browser sends besides the cookie of the session. */
    mark?(signedIn: SignedIn): string;
    prepare?(signedIn: SignedIn): PromiseLike<unknown>;
  }

  const inMs = (milliseconds: number) => new Date(Date.now() + milliseconds);
  const extendedUntil = SESSION_SECONDS - SESSION_EXTENSION_SECONDS;

  const cases: readonly Case[] = [
    { name: "a new session", usesLibrary: false },
    {
      name: "one that is not due for an extension yet",
      usesLibrary: false,
      prepare: ({ setExpiry }) => setExpiry(inMs(extendedUntil * 1_000 + HOUR_MS)),
    },
    {
      name: "one that is due for an extension",
      usesLibrary: true,
      prepare: ({ setExpiry }) => setExpiry(inMs(extendedUntil * 1_000 - HOUR_MS)),
    },
    {
      name: "one that ends with the browser",
      usesLibrary: false,
      mark: ({ sign }) => `${MARK}=${sign("true")}`,
      prepare: ({ setExpiry }) => setExpiry(inMs(HOUR_MS)),
    },
    {
      name: "one whose mark of ending with the browser has another signature",
      usesLibrary: true,
      mark: ({ sign }) => `${MARK}=${sign("true", "another secret of another application")}`,
      prepare: ({ setExpiry }) => setExpiry(inMs(HOUR_MS)),
    },
    { name: "an expired one", usesLibrary: true, prepare: ({ setExpiry }) => setExpiry(inMs(-1_000)) },
    {
      name: "an expired one that ends with the browser",
      usesLibrary: true,
      mark: ({ sign }) => `${MARK}=${sign("true")}`,
      prepare: ({ setExpiry }) => setExpiry(inMs(-1_000)),
    },
    {
      name: "one that was revoked",
      usesLibrary: true,
      prepare: ({ db, tables: { sessions }, token }) => db.delete(sessions).where(eq(sessions.token, token)),
    },
    {
      name: "one whose user was deleted",
      usesLibrary: true,
      prepare: ({ db, tables: { users }, ada }) => db.delete(users).where(eq(users.id, ada.id)),
    },
    {
      name: "one whose user was deactivated",
      usesLibrary: true,
      prepare: ({ users, ada }) => users.deactivate(ada.id),
    },
    {
      name: "one whose user has another role",
      usesLibrary: false,
      prepare: ({ users, ada }) => users.setRole(ada.id, "user"),
    },
    {
      name: "one whose user has another name",
      usesLibrary: false,
      prepare: ({ db, tables: { users }, ada }) =>
        db.update(users).set({ name: "Ada Lovelace" }).where(eq(users.id, ada.id)),
    },
  ];

  const ask = ({ testEngine }: Accounts, header: string) =>
    testEngine.api.getSession({
      headers: new Headers({ cookie: header, host: "localhost" }),
      returnHeaders: true,
    });

  test.each(cases)("$name is what the library says", async ({ prepare, mark, usesLibrary }) => {
    const [here, there] = [await signedIn(), await signedIn()];
    for (const each of [here, there]) await prepare?.(each);
    const [ours, theirs] = [here, there].map((each) =>
      [each.header, mark?.(each)].filter(Boolean).join("; "),
    );
    const library = vi.spyOn(here.testEngine.api, "getSession");
    const found = await here.auth.identify(ours);
    const { headers, response } = await ask(there, theirs ?? "");
    expect(library).toHaveBeenCalledTimes(usesLibrary ? 1 : 0);

    expect(found.session === null).toBe(response === null);
    if (found.session && response) {
      const { id, ...user } = found.session.user;
      expect(id).toBe(here.ada.id);
      expect(response.user).toMatchObject({ ...user, id: there.ada.id });
      const differenceMs = found.session.expiresAt.getTime() - response.session.expiresAt.getTime();
      // Each was prepared and extended at its own time.
      expect(Math.abs(differenceMs)).toBeLessThan(HOUR_MS / 2);
    }
    const namesOf = (cookies: readonly string[]) =>
      cookies.map((cookie) => cookie.replaceAll(/=[^;]+/g, "=").toLowerCase());
    expect(namesOf(found.cookies)).toEqual(namesOf(headers.getSetCookie()));
    const count = async ({ db, tables: { sessions } }: Accounts) => (await db.select().from(sessions)).length;
    expect(await count(here)).toBe(await count(there));
  });

  test.each([
    [
      "another secret's signature",
      ({ token, sign }: SignedIn) => sign(token, "an old secret of this application"),
    ],
    ["another token's signature", ({ token, sign }: SignedIn) => `${token}.${sign("another").split(".")[1]}`],
    ["no signature", ({ token }: SignedIn) => token],
  ])("a cookie with %s has no session, by both", async (_name, write) => {
    const here = await signedIn();
    const header = `${APP_NAME}.session_token=${write(here)}`;
    expect(await here.auth.identify(header)).toEqual({ session: null, cookies: [] });
    expect((await ask(here, header)).response).toBeNull();
  });

  test("a deactivated user has no session, even where its row was left", async () => {
    const { auth, db, tables, ada, header } = await signedIn();
    await db.update(tables.users).set({ deactivatedAt: new Date() }).where(eq(tables.users.id, ada.id));
    expect((await auth.identify(header)).session).toBeNull();
  });

  test("an extended session lasts longer the next time", async () => {
    const { auth, header, setExpiry } = await signedIn();
    await setExpiry(inMs(HOUR_MS));
    const first = await auth.identify(header);
    expect(first.cookies.join("\n")).toContain("session_token=");
    const second = await auth.identify(header);
    expect(second.cookies).toEqual([]);
    expect(second.session?.expiresAt).toEqual(first.session?.expiresAt);
    expect(second.session?.expiresAt.getTime()).toBeGreaterThan(Date.now() + extendedUntil * 1_000);
  });
});
