import { expect, test, vi } from "vitest";
import { GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import { AUTH_PATH } from "./browser.fixture.ts";
import type { Got } from "./send.fixture.ts";
import { describeAttacks, tokenIn } from "./world.fixture.ts";

describeAttacks((world) => {
  const ADA = "ada@example.com";

  /** Addresses that a browser would take for one of another site, or for a script. */
  const ASTRAY = [
    "https://evil.example",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/%2e/%2e%2e//evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https:evil.example",
    "http:///evil.example",
    "https://own.invalid@evil.example",
    "evil.example",
    "@evil.example",
  ];

  /** Where a browser would go from a page of this application. */
  const goesTo = (location: string) => new URL(location, "https://own.example/sign-in");

  test("an address that no header can hold is refused before the password is looked at", async () => {
    const { ask, createUser, testEngine } = await world();
    await createUser(ADA);
    const verify = vi.spyOn((await testEngine.$context).password, "verify");
    for (const callbackURL of ["/\u0439", "/\u{1f600}", "/\u00e9", "/\ud800", `/${"a".repeat(4_000)}`]) {
      const body = { email: ADA, password: GOOD_PASSWORD, callbackURL };
      const { status, json } = await ask(`${AUTH_PATH}/sign-in/email`, { method: "POST", body });
      expect({ callbackURL, status, code: json.code }).toEqual({
        callbackURL,
        status: 400,
        code: "auth.foreign-target",
      });
    }
    expect(verify).not.toHaveBeenCalled();
  });

  test("no route of the library's leads elsewhere, whatever it is asked for", async () => {
    const { ask, createUser, mailed } = await world({ settings: { TRUST_PROXY: true } });
    await createUser(ADA);
    await ask(`${AUTH_PATH}/sign-up/email`, {
      method: "POST",
      body: { name: "Bob", email: "bob@example.com", password: GOOD_PASSWORD },
    });
    const token = tokenIn((await mailed()).at(-1));
    const forms: readonly ((to: string) => readonly [string, object])[] = [
      (callbackURL) => ["/sign-in/email", { email: ADA, password: GOOD_PASSWORD, callbackURL }],
      (callbackURL) => [
        "/sign-up/email",
        { name: "Eve", email: "eve@example.com", password: GOOD_PASSWORD, callbackURL },
      ],
      (redirectTo) => ["/request-password-reset", { email: ADA, redirectTo }],
      (callbackURL) => ["/send-verification-email", { email: ADA, callbackURL }],
    ];
    const staysHere = ({ headers }: Got) =>
      headers.location === undefined || goesTo(String(headers.location)).origin === "https://own.example";
    const tried = ASTRAY.map(async (to, index) => {
      const headers = { "x-forwarded-for": `192.0.2.${index}` };
      for (const form of forms) {
        const [path, body] = form(to);
        const got = await ask(`${AUTH_PATH}${path}`, { method: "POST", body, headers });
        expect({ to, path, stays: staysHere(got) }).toEqual({ to, path, stays: true });
        expect(got.status).toBeLessThan(500);
      }
      const query = new URLSearchParams({ token: `${token}x`, callbackURL: to });
      const got = await ask(`${AUTH_PATH}/verify-email?${query}`, { headers });
      expect({ to, stays: staysHere(got) }).toEqual({ to, stays: true });
      expect(got.status).toBeLessThan(500);
    });
    await Promise.all(tried);
    for (const { text } of await mailed()) expect(text).not.toContain("evil.example");
  });
});
