import { expect, test } from "vitest";
import { asOperator } from "../auth-server.fixture.ts";
import { GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import { describeAttacks } from "./world.fixture.ts";

describeAttacks((world) => {
  const ADA = "ada@example.com";

  /** What a browser says when a page of another site makes it send something. */
  const ELSEWHERE: readonly Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null", "sec-fetch-site": "cross-site" },
    { origin: "http://127.0.0.1.evil.example" },
    { origin: "http://127.0.0.1:1" },
    { origin: "http://localhost" },
  ];

  /** The same without a name. */
  const NAMELESS = [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }];

  const CHANGING = [
    ["/sign-out", {}],
    ["/revoke-sessions", {}],
    ["/revoke-other-sessions", {}],
    ["/update-user", { name: "Mallory" }],
    ["/change-password", { currentPassword: GOOD_PASSWORD, newPassword: "the attacker's own" }],
  ] as const;

  test("a page of another site cannot use a session on the library's routes", async () => {
    const { createUser, browser, ask } = await world();
    await createUser(ADA);
    const ada = browser();
    await ada.signIn(ADA);
    // The last says nothing at all.
    for (const headers of [...ELSEWHERE, ...NAMELESS, {}]) {
      for (const [path, body] of CHANGING) {
        const sent = { method: "POST", body, headers: { ...headers, cookie: ada.cookie() } };
        const { status } = await ask(`${AUTH_PATH}${path}`, sent);
        expect({ headers, path, status }).toEqual({ headers, path, status: 403 });
      }
    }
    expect((await ada.account()).json).toMatchObject({ name: "ada" });
  });

  test("a page of another site cannot sign a browser in to an account of its choice", async () => {
    const { createUser, ask } = await world();
    await createUser(ADA);
    const body = { email: ADA, password: GOOD_PASSWORD };
    const types: readonly [string, string][] = [
      ["application/json", JSON.stringify(body)],
      ["application/x-www-form-urlencoded", new URLSearchParams(body).toString()],
      ["text/plain", JSON.stringify(body)],
    ];
    for (const headers of [...ELSEWHERE, ...NAMELESS]) {
      for (const [type, text] of types) {
        const sent = { method: "POST", body: text, headers: { ...headers, "content-type": type } };
        const { status, cookies } = await ask(`${AUTH_PATH}/sign-in/email`, sent);
        // What a page can send to another site without asking it first is not even read.
        const expected = type === "application/json" ? 403 : 415;
        expect({ headers, type, status, cookies }).toEqual({ headers, type, status: expected, cookies: [] });
      }
    }
  });

  const ROUTE = "/overseer/api/system/log-level";
  const CHANGE = { method: "PUT", body: { level: "info" } };
  const REFUSED = { status: 403, json: { code: "request.foreign-origin" } };

  test("a page of another site cannot use a session on the application's own routes", async () => {
    const { createUser, browser, ask } = await world();
    await createUser(ADA, "admin");
    const ada = browser();
    await ada.signIn(ADA);
    for (const headers of [...ELSEWHERE, ...NAMELESS]) {
      const sent = { ...CHANGE, headers: { ...headers, cookie: ada.cookie() } };
      expect(await ask(ROUTE, sent)).toMatchObject(REFUSED);
    }
    expect((await ada.send(ROUTE, CHANGE)).status).toBe(200);
  });

  test("a page of another site cannot use the operators' password that a browser remembers", async () => {
    const { ask } = await world();
    for (const headers of [...ELSEWHERE, ...NAMELESS]) {
      expect(await ask(ROUTE, { ...CHANGE, headers: { ...headers, ...asOperator } })).toMatchObject(REFUSED);
    }
    expect((await ask(ROUTE, { ...CHANGE, headers: asOperator })).status).toBe(200);
  });
});
