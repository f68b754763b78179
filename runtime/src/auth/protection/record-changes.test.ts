import { expect, test } from "vitest";
import { COMMAND_USER_HEADER, createAccountOperators } from "../../operators/index.ts";
import { AuditService } from "../audit/audit-service.ts";
import { asOperator, createAuthServer, PASSWORD } from "../auth-server.fixture.ts";
import { describeOnEachDatabase } from "../fresh-auth.fixture.ts";
import { formatAction } from "./record-changes.ts";

describeOnEachDatabase((freshAuth) => {
  const SERVER_TOKEN = "a token of this start";

  async function ownServer() {
    const fresh = await freshAuth();
    const operators = createAccountOperators({
      settings: { NODE_ENV: "test", OVERSEER_PASSWORD: PASSWORD, MONITORING_TOKEN: undefined },
      token: SERVER_TOKEN,
    });
    return { ...fresh, ...(await createAuthServer({ accounts: fresh, operators })) };
  }

  const setLevel = {
    method: "PUT",
    url: "/overseer/api/system/log-level",
    payload: { level: "debug" },
  } as const;

  test("whoever changes something by the API is kept: an admin, a command, a holder of the password", async () => {
    const { app, users, audit, sessionOf } = await ownServer();
    const { id } = await users.create({
      name: "Ada",
      email: "ada@example.com",
      role: "admin",
    });
    const cookie = await sessionOf(id);
    const bearer = { authorization: `Bearer ${SERVER_TOKEN}`, [COMMAND_USER_HEADER]: "root" };
    for (const headers of [{ cookie }, bearer, asOperator])
      expect((await app.inject({ ...setLevel, headers })).statusCode).toBeLessThan(300);
    const { entries } = await audit.list();
    const entry = { action: "log-level set", target: "debug", outcome: "done", address: "127.0.0.1" };
    expect(entries).toMatchObject([
      { actor: "operators' password", actorId: null, ...entry },
      { actor: "command line (root)", actorId: null, ...entry },
      { actor: "ada@example.com", actorId: id, ...entry },
    ]);
  });

  test("what was refused or failed is kept as that, what only reads is not, nor who was not let in", async () => {
    const { app, audit } = await ownServer();
    const headers = { ...asOperator, "x-request-id": "r-1" };
    await app.inject({ ...setLevel, headers, payload: { level: "hunter2" } });
    await app.inject({ method: "POST", url: "/overseer/api/users/nobody/deactivate", headers: asOperator });
    await app.inject({ url: "/overseer/api/users", headers: asOperator });
    await app.inject(setLevel);
    await app.inject({ ...setLevel, headers: { authorization: "Bearer wrong" } });
    const { entries } = await audit.list();
    expect(entries).toMatchObject([
      { action: "users deactivate", target: "nobody", outcome: "failed" },
      { action: "log-level set", outcome: "failed", requestId: "r-1" },
    ]);
    expect(JSON.stringify(entries)).not.toContain("hunter2");
  });

  test("an account that is made or given a role is kept once, with whose it is and nothing else of what was sent", async () => {
    const { app, users, audit } = await ownServer();
    const payload = { name: "Ada", email: "ada@example.com", password: "a password to keep" };
    const sent = { headers: asOperator };
    await app.inject({ method: "POST", url: "/overseer/api/users", payload, ...sent });
    await app.inject({
      method: "POST",
      url: "/overseer/api/users",
      payload: { ...payload, email: 7 },
      ...sent,
    });
    const { id } = await users.show("ada@example.com");
    await app.inject({
      method: "PUT",
      url: `/overseer/api/users/${id}/role`,
      payload: { role: "admin" },
      ...sent,
    });
    await app.inject({
      method: "PUT",
      url: `/overseer/api/users/${id}/role`,
      payload: { role: "king" },
      ...sent,
    });
    await app.inject({ method: "DELETE", url: `/overseer/api/users/${id}/sessions`, ...sent });
    const { entries } = await audit.list();
    expect(entries).toMatchObject([
      { action: "users revoke", target: id, outcome: "done" },
      { action: "users set-role", target: id, outcome: "failed" },
      { action: "users set-role", target: "ada@example.com: user to admin", outcome: "done" },
      { action: "users create", target: null, outcome: "failed" },
      { action: "users create", target: "ada@example.com", outcome: "done" },
    ]);
    expect(JSON.stringify(entries)).not.toContain("a password to keep");
  });

  test("a trail that cannot be written fails nothing", async () => {
    const gone = () => Promise.reject(new Error("no such table"));
    const insert = () => ({ values: gone });
    const accounts = await freshAuth();
    const { db, tables, errors, log } = accounts;
    const broken = new Proxy(db, {
      get: (whole, name) => (name === "insert" ? insert : Reflect.get(whole, name)),
    });
    const audit = new AuditService({ store: { db: broken, tables }, log, now: Date.now });
    const { app } = await createAuthServer({ accounts: { ...accounts, audit } });
    expect((await app.inject({ ...setLevel, headers: asOperator })).statusCode).toBeLessThan(300);
    expect(errors).toMatchObject([
      { err: { message: "no such table" }, entry: { actor: "operators' password" } },
    ]);
  });

  test("the trail is read by the API, in pages, by operators alone", async () => {
    const { app } = await ownServer();
    for (let count = 0; count < 3; count++) await app.inject({ ...setLevel, headers: asOperator });
    const url = "/overseer/api/audit?limit=2";
    const first = (await app.inject({ url, headers: asOperator })).json();
    expect(first).toMatchObject({ more: true, entries: [{ action: "log-level set" }, {}] });
    const second = await app.inject({ url: `${url}&before=${first.entries[1].id}`, headers: asOperator });
    expect(second.json()).toMatchObject({ more: false, entries: [{}] });
    expect((await app.inject(url)).statusCode).toBe(401);
  });

  test.each([
    ["POST", "/overseer/api/jobs/:id/pause", "jobs pause"],
    ["POST", "/overseer/api/tasks", "tasks create"],
    ["DELETE", "/overseer/api/tasks/:id", "tasks delete"],
    ["PUT", "/overseer/api/users/:user/role", "users role set"],
    ["POST", "/overseer/api/tasks/retry-failed", "tasks retry-failed"],
  ])("%s %s in words is %s", (method, route, words) => {
    expect(formatAction(method, route)).toBe(words);
  });
});
