import { expect, test } from "vitest";
import { describeOnEachDatabase } from "../fresh-auth.fixture.ts";
import { APPLICATION_REQUESTER, createCommandActor, createUserActor } from "./actor.ts";
import { AUDIT_RETENTION_MS, AuditService } from "./audit-service.ts";

describeOnEachDatabase((freshAuth) => {
  const pause = { action: "jobs pause", target: "nightly", outcome: "done" } as const;

  test("what was done is listed with who, what, to what, how and by which request, the newest first", async () => {
    const { audit } = await freshAuth();
    const actor = createUserActor({ id: "1", email: "ada@example.com" });
    await audit.record({ by: { actor, requestId: "r1", address: "192.0.2.1" }, ...pause });
    await audit.record({ by: { actor: createCommandActor("root") }, action: "db backup", outcome: "failed" });
    const { entries, more } = await audit.list();
    expect(more).toBe(false);
    expect(entries).toMatchObject([
      { actorId: null, actor: "command line (root)", action: "db backup", target: null, outcome: "failed" },
      { actorId: "1", actor: "ada@example.com", ...pause, requestId: "r1", address: "192.0.2.1" },
    ]);
    expect(Date.parse(entries[0]?.at ?? "")).toBeGreaterThan(0);
  });

  test("it comes in pages, and what is added meanwhile moves nothing on them", async () => {
    const { audit } = await freshAuth();
    for (const target of ["a", "b", "c", "d", "e"])
      await audit.record({ by: APPLICATION_REQUESTER, ...pause, target });
    const first = await audit.list({ limit: 2 });
    await audit.record({ by: APPLICATION_REQUESTER, ...pause, target: "f" });
    const second = await audit.list({ limit: 3, before: first.entries.at(-1)?.id });
    expect([...first.entries, ...second.entries].map(({ target }) => target)).toEqual([
      "e",
      "d",
      "c",
      "b",
      "a",
    ]);
    expect([first.more, second.more]).toEqual([true, false]);
  });

  test("entries are found by a part of who, what or to what, and by how it went", async () => {
    const { audit } = await freshAuth();
    const actor = createUserActor({ id: "1", email: "ada@example.com" });
    await audit.record({ by: { actor }, ...pause });
    await audit.record({ by: APPLICATION_REQUESTER, action: "db backup", outcome: "failed" });
    await audit.record({
      by: APPLICATION_REQUESTER,
      action: "tasks retry",
      target: "100%_of",
      outcome: "done",
    });
    const found = async (question: object) =>
      (await audit.list(question)).entries.map(({ action }) => action);
    expect(await found({ search: "ADA@" })).toEqual(["jobs pause"]);
    expect(await found({ search: "night" })).toEqual(["jobs pause"]);
    expect(await found({ search: "backup" })).toEqual(["db backup"]);
    expect(await found({ search: "0%_" })).toEqual(["tasks retry"]);
    expect(await found({ search: "%" })).toEqual(["tasks retry"]);
    expect(await found({ search: "nobody" })).toEqual([]);
    expect(await found({ outcome: "failed" })).toEqual(["db backup"]);
    expect(await found({ outcome: "done", search: "application" })).toEqual(["tasks retry"]);
  });

  test("what would hide or turn text around is not kept in a target", async () => {
    const { audit } = await freshAuth();
    await audit.record({ by: APPLICATION_REQUESTER, ...pause, target: "a\u202eb\u001b[2J\u200bc" });
    expect((await audit.list()).entries[0]?.target).toBe("a\ufffdb\ufffd[2J\ufffdc");
  });

  test("an entry that cannot be kept fails nothing, and is in the log", async () => {
    const { db, tables } = await freshAuth();
    const errors: object[] = [];
    const insert = () => {
      throw new Error("disk full");
    };
    const broken = new Proxy(db, {
      get: (target, name) => (name === "insert" ? insert : Reflect.get(target, name)),
    });
    const audit = new AuditService({
      store: { db: broken, tables },
      log: { error: (fields) => void errors.push(fields) },
      now: Date.now,
    });
    await audit.record({ by: APPLICATION_REQUESTER, ...pause });
    expect(errors).toMatchObject([{ err: { message: "disk full" }, entry: { action: "jobs pause" } }]);
  });

  test("what is older than a year is dropped, and a target that is no name is cut", async () => {
    let time = Date.now();
    const { audit, db, tables } = await freshAuth({ now: () => time });
    await audit.record({ by: APPLICATION_REQUESTER, ...pause, target: "x".repeat(5_000) });
    time += AUDIT_RETENTION_MS - 1_000;
    await audit.record({ by: APPLICATION_REQUESTER, ...pause });
    expect(await audit.deleteOld()).toBe(0);
    time += 2_000;
    expect(await audit.deleteOld()).toBe(1);
    expect(await db.select().from(tables.auditEntries)).toMatchObject([{ target: "nightly" }]);
  });
});
