import { expect, test } from "vitest";
import { GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import { describeAttacks } from "./world.fixture.ts";

describeAttacks((world) => {
  const ADA = "ada@example.com";
  const json = { "content-type": "application/json" };

  const NAMES = [
    "Ada\r\nBcc: all@example.com",
    "a\u0000b",
    "\u2028",
    "\u200b",
    "Ada\u202egnp",
    "a".repeat(101),
    "",
    "   ",
    7,
    null,
    ["Ada"],
    {},
  ];

  const EMAILS = [
    "ada@example.com\r\nBcc: all@example.com",
    "ada@example.com\u0000",
    `${"a".repeat(300)}@example.com`,
    `a@${"b".repeat(300)}.example.com`,
    "a".repeat(100_000),
    "@",
    "ada",
    "ada@example.com, bob@example.com",
    "<ada@example.com>",
    ["ada@example.com"],
    { $ne: null },
    null,
    7,
  ];

  const PASSWORDS = [
    "",
    "short",
    "a".repeat(129),
    "a".repeat(500_000),
    null,
    7,
    ["a good long password"],
    {},
  ];

  test("what is no name, address or password makes no account, and is refused as a problem", async () => {
    // Different addresses of clients: a limit would hide the response.
    const { ask, users } = await world({ settings: { TRUST_PROXY: true } });
    const good = { name: "Ada", email: ADA, password: GOOD_PASSWORD };
    const bodies = [
      ...NAMES.map((name) => ({ ...good, name })),
      ...EMAILS.map((email) => ({ ...good, email })),
      ...PASSWORDS.map((password) => ({ ...good, password })),
      ...[
        "javascript:alert(1)",
        "http://example.com/a.png",
        `https://example.com/${"a".repeat(3_000)}`,
        {},
      ].map((image) => ({ ...good, image })),
    ];
    const tried = bodies.map(async (body, index) => {
      const headers = { "x-forwarded-for": `192.0.2.${index}` };
      const { status, json } = await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body, headers });
      const given = JSON.stringify(body).slice(0, 200);
      expect({ given, status }).toEqual({ given, status: 400 });
      expect(json.code).toMatch(/^auth\./);
    });
    await Promise.all(tried);
    expect((await users.list()).total).toBe(0);
  });

  const DEEP = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

  const BODIES: readonly [string, string, Record<string, string>, number][] = [
    ["no JSON", "{", json, 400],
    ["nothing", "", json, 400],
    ["null", "null", json, 400],
    ["a list", "[]", json, 400],
    ["a text", '"a"', json, 400],
    ["a deep one", DEEP, json, 400],
    ["a deep one in a field", `{"email":${DEEP},"password":"a good long password"}`, json, 400],
    ["one of 2 MB", `{"email":"${"a".repeat(2_000_000)}"}`, json, 413],
    ["another type", "<a/>", { "content-type": "application/xml" }, 415],
    ["a type that is none", "{}", { "content-type": "%%%" }, 415],
    ["no type", '{"email":"a"}', {}, 415],
    [
      "a form of many fields",
      "a&".repeat(500_000),
      { "content-type": "application/x-www-form-urlencoded" },
      415,
    ],
    ["another character set", "{}", { "content-type": "application/json; charset=utf-7" }, 400],
    ["a broken upload", "--x", { "content-type": "multipart/form-data; boundary=x" }, 415],
  ];

  test("a body that cannot be read, or is not what it should be, is refused as a problem", async () => {
    const { ask } = await world({ settings: { TRUST_PROXY: true } });
    for (const [index, [what, body, type, expected]] of BODIES.entries()) {
      const headers = { ...type, "x-forwarded-for": `192.0.2.${index}` };
      for (const path of ["/sign-in/email", "/sign-up/email", "/request-password-reset", "/reset-password"]) {
        const got = await ask(`${AUTH_PATH}${path}`, { method: "POST", body, headers });
        expect({ what, path, status: got.status }).toEqual({ what, path, status: expected });
        expect(got.headers["content-type"]).toMatch(/^application\/problem\+json/);
      }
    }
  });

  test("nobody gives themselves a role, an address that counts as theirs, or anything else", async () => {
    const { ask, users, browser, createUser } = await world();
    const more = {
      role: "admin",
      emailVerified: true,
      deactivatedAt: null,
      id: "my-own-id",
      createdAt: "2000-01-01T00:00:00.000Z",
    };
    const good = { name: "Eve", email: "eve@example.com", password: GOOD_PASSWORD };
    await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body: { ...good, ...more } });
    const polluted = `{"__proto__":${JSON.stringify(more)},"constructor":{"prototype":${JSON.stringify(more)}},${JSON.stringify({ ...good, email: "zoe@example.com" }).slice(1)}`;
    await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body: polluted, headers: json });
    for (const { id, role, emailVerified, createdAt } of (await users.list()).users) {
      expect({ role, emailVerified }).toEqual({ role: "user", emailVerified: false });
      expect(id).not.toBe("my-own-id");
      expect(createdAt).not.toMatch(/^2000/);
    }
    expect(Object(Object.prototype)).not.toHaveProperty("role");

    await createUser(ADA);
    const ada = browser();
    await ada.signIn(ADA);
    const before = await users.show(ADA);
    for (const [name, value] of Object.entries({
      ...more,
      email: "root@example.com",
      userId: "x",
      password: "x",
    })) {
      await ada.post("/update-user", { [name]: value });
      await ada.post("/update-user", { name: before.name, [name]: value });
    }
    expect(await users.show(ADA)).toEqual(before);
  });

  test("an address that only looks like another one is another one, or none", async () => {
    const { ask, createUser, users } = await world();
    await createUser(ADA);
    // A Cyrillic а, full-width letters, a letter with a combining mark.
    for (const email of [
      "\u0430da@example.com",
      "\uff41da@example.com",
      "a\u0301da@example.com",
      "ada@ex\u0430mple.com",
    ]) {
      const body = { name: "Ada", email, password: GOOD_PASSWORD };
      const { status } = await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body });
      expect([email, status]).toEqual([email, 400]);
    }
    const other = {
      method: "POST",
      body: { name: "Ada", email: "ADA@EXAMPLE.COM", password: "another password" },
    };
    await ask(`${AUTH_PATH}/sign-up/email`, other);
    expect((await users.list()).total).toBe(1);
  });

  test("a mail holds nothing that a stranger has typed, and its link leads here", async () => {
    const { ask, mailed, url } = await world();
    const body = { name: "Win at https://evil.example now", email: ADA, password: GOOD_PASSWORD };
    const headers = { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" };
    await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body, headers });
    await ask(`${AUTH_PATH}/sign-up/email`, { method: "POST", body, headers });
    await ask(`${AUTH_PATH}/request-password-reset`, { method: "POST", body: { email: ADA }, headers });
    await ask(`${AUTH_PATH}/send-verification-email`, { method: "POST", body: { email: ADA }, headers });
    const mails = await mailed();
    expect(mails).toHaveLength(4);
    for (const { to, text, html } of mails) {
      expect(to).toBe(ADA);
      expect(text).toContain(url.origin);
      expect(text + html).not.toContain("evil.example");
    }
  });

  test("a made-up Host header leads no link astray", async () => {
    const publicUrl = "https://app.example.com";
    const here = await world({ publicUrl });
    await here.createUser(ADA);
    const headers = { host: "evil.example" };
    const sent = { method: "POST", body: { email: ADA }, headers };
    expect((await here.ask(`${AUTH_PATH}/request-password-reset`, sent)).status).toBe(200);
    const [mail] = await here.mailed();
    expect(mail?.text).toContain(`${publicUrl}/reset-password?token=`);
    expect(mail?.text).not.toContain("evil.example");

    const development = await world();
    const refused = await development.ask(`${AUTH_PATH}/request-password-reset`, sent);
    expect(refused).toMatchObject({ status: 400, json: { code: "auth.foreign-host" } });
  });
});
