import { expect, test } from "vitest";
import { readFigures } from "./figures.ts";
import { describeOnEachDatabase } from "./fresh-auth.fixture.ts";
import { createAuthHealth } from "./health.ts";
import { LOCKOUT_MS, MAX_SIGN_IN_FAILURES } from "./sign-in-lockout.ts";

describeOnEachDatabase((freshAuth) => {
  type Kind = "smtp" | "outbox" | "none";

  async function looked(kind: Kind = "smtp", engine?: () => Promise<unknown>) {
    const fresh = await freshAuth();
    const figures = () => readFigures(fresh.store, Date.now());
    const mail = { transport: { kind } };
    const group = createAuthHealth({
      name: "my-app",
      engine: engine ?? fresh.engine,
      figures,
      mail,
      loadTimeoutMs: 5,
    });
    const look = async (name: string) => {
      const found = group.checks.find((check) => check.name === name);
      if (!found || !("check" in found)) throw new TypeError(`no check ${name}`);
      return found.check(new AbortController().signal);
    };
    return { ...fresh, look, figures };
  }

  test("without an admin it warns, and says how one is made", async () => {
    const { look, users } = await looked();
    expect(await look("accounts")).toMatchObject({
      status: "warning",
      message: expect.stringContaining("users create you@example.com --role admin` makes one."),
    });
    await users.create({ name: "Ada", email: "ada@example.com", role: "admin" });
    expect(await look("accounts")).toMatchObject({ status: "healthy", message: "1 account, 0 sessions." });
  });

  test("figures count accounts, sessions, what was made lately and what is locked", async () => {
    const { users, sessionOf, figures, db, tables } = await looked();
    const { id } = await users.create({ name: "Ada", email: "ada@example.com", role: "admin" });
    const bob = await users.create({ name: "Bob", email: "bob@example.com" });
    await sessionOf(id);
    await users.deactivate(bob.id);
    const lastAt = new Date();
    const longAgo = new Date(Date.now() - 2 * LOCKOUT_MS);
    await db.insert(tables.signInFailures).values([
      { id: "a", count: MAX_SIGN_IN_FAILURES, lastAt },
      { id: "b", count: MAX_SIGN_IN_FAILURES, lastAt: longAgo },
      { id: "c", count: 1, lastAt },
    ]);
    expect(await figures()).toEqual({
      accounts: 2,
      admins: 1,
      deactivated: 1,
      lately: 2,
      sessions: 1,
      locked: 1,
    });
  });

  test.each([
    ["smtp", "healthy"],
    ["outbox", "info"],
    ["none", "unhealthy"],
  ] as const)("with mail by %s links are %s", async (kind, status) => {
    expect(await (await looked(kind)).look("links")).toMatchObject({ status });
  });

  test("a library that takes long is on its way, one that cannot be loaded is told", async () => {
    expect(await (await looked("smtp", () => new Promise(() => {}))).look("library")).toMatchObject({
      status: "info",
    });
    const broken = () => Promise.reject(new Error("no such module"));
    await expect((await looked("smtp", broken)).look("library")).rejects.toThrow("no such module");
    expect(await (await looked()).look("library")).toMatchObject({
      status: expect.stringMatching(/info|healthy/),
    });
  });
});
