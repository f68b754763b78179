import { expect, test } from "vitest";
import { asOperator, createAuthServer } from "../auth-server.fixture.ts";
import { describeOnEachDatabase, GOOD_PASSWORD } from "../fresh-auth.fixture.ts";

describeOnEachDatabase((freshAuth) => {
  const ADA = { name: "Ada", email: "ada@example.com" };

  async function ownServer() {
    const fresh = await freshAuth();
    const { app } = await createAuthServer({ accounts: fresh });
    const ask = (method: "GET" | "POST" | "PUT" | "DELETE", path: string, payload?: object) =>
      app.inject({ method, url: `/overseer/api${path}`, headers: asOperator, ...(payload && { payload }) });
    return { ...fresh, app, ask };
  }

  test("accounts are made, listed, searched and shown", async () => {
    const { ask, sent } = await ownServer();
    const created = await ask("POST", "/users", { ...ADA, role: "admin" });
    expect(created.statusCode).toBe(201);
    expect(created.json()).toMatchObject({ ...ADA, role: "admin", deactivatedAt: null });
    // No password was given, so its owner receives a link to choose one.
    expect(sent).toMatchObject([{ to: ADA.email }]);
    await ask("POST", "/users", { name: "Bob", email: "bob@example.com", password: GOOD_PASSWORD });
    expect(sent).toHaveLength(1);
    expect((await ask("GET", "/users?search=BOB")).json()).toMatchObject({
      total: 1,
      users: [{ name: "Bob" }],
    });
    const first = (await ask("GET", "/users?limit=1")).json();
    expect(first).toMatchObject({ total: 2, more: true });
    const second = (await ask("GET", `/users?limit=1&after=${first.users[0].id}`)).json();
    expect(second).toMatchObject({ more: false, users: [{ name: "Bob" }] });
    expect((await ask("GET", `/users/${ADA.email}`)).json().id).toBe(first.users[0].id);
  });

  test("what cannot be done is a problem with a code", async () => {
    const { ask } = await ownServer();
    await ask("POST", "/users", { ...ADA, role: "admin" });
    const refusals = await Promise.all([
      ask("POST", "/users", { ...ADA }),
      ask("POST", "/users", { ...ADA, email: "nobody" }),
      ask("GET", "/users/nobody"),
      ask("GET", "/users?limit=0"),
      ask("PUT", "/users/ada@example.com/role", { role: "owner" }),
      ask("PUT", "/users/ada@example.com/role", { role: "user" }),
      ask("POST", "/users/ada@example.com/deactivate"),
    ]);
    expect(refusals.map((response) => [response.statusCode, response.json().code])).toEqual([
      [409, "users.taken"],
      [400, "request.invalid"],
      [404, "users.unknown"],
      [400, "request.invalid"],
      [400, "request.invalid"],
      [409, "users.last-admin"],
      [409, "users.last-admin"],
    ]);
  });

  test("a live session of the API ends with the deactivation, and no new one begins", async () => {
    const { app, ask, users, signIn } = await ownServer();
    await users.create({ ...ADA, password: GOOD_PASSWORD });
    const cookie = await signIn(ADA.email);
    const account = () => app.inject({ url: "/api/v1/account", headers: { cookie } });
    expect((await account()).json()).toMatchObject({ email: ADA.email });
    expect((await ask("POST", `/users/${ADA.email}/deactivate`)).statusCode).toBe(200);
    expect((await account()).json()).toMatchObject({ status: 401, code: "auth.signed-out" });
    await expect(signIn(ADA.email)).rejects.toMatchObject({ code: "auth.deactivated" });
    expect((await ask("POST", `/users/${ADA.email}/reset-password`)).json().code).toBe("users.deactivated");
    await ask("POST", `/users/${ADA.email}/reactivate`);
    await signIn(ADA.email);
    const sessions = (await ask("GET", `/users/${ADA.email}/sessions`)).json();
    expect(sessions).toHaveLength(1);
    expect((await ask("DELETE", `/users/${ADA.email}/sessions/${sessions[0].id}`)).json()).toEqual({
      ended: 1,
    });
    expect((await ask("DELETE", `/users/${ADA.email}/sessions`)).json()).toEqual({ ended: 0 });
  });

  test("every route is for admins: not for strangers, not for users", async () => {
    const { app, users, sessionOf } = await ownServer();
    const cookie = await sessionOf((await users.create(ADA)).id);
    const routes = [
      ["GET", ""],
      ["POST", ""],
      ["GET", "/1"],
      ["PUT", "/1/role"],
      ["POST", "/1/deactivate"],
      ["POST", "/1/reactivate"],
      ["POST", "/1/reset-password"],
      ["GET", "/1/sessions"],
      ["DELETE", "/1/sessions"],
      ["DELETE", "/1/sessions/1"],
    ] as const;
    for (const [method, path] of routes) {
      const url = `/overseer/api/users${path}`;
      expect((await app.inject({ method, url })).json()).toMatchObject({ code: "auth.signed-out" });
      const asUser = await app.inject({ method, url, headers: { cookie } });
      expect(asUser.json()).toMatchObject({ status: 403, code: "auth.forbidden" });
    }
  });
});
