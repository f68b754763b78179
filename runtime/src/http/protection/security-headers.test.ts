import { expect, test } from "vitest";
import { testServer } from "../http-server.fixture.ts";
import type { HttpServerValues } from "../http-server-values.ts";

const withPage = (mode: HttpServerValues["NODE_ENV"]) =>
  testServer({
    settings: { NODE_ENV: mode },
    routes: (app) => {
      app.get("/page", (_request, reply) => {
        const { script, style } = reply.cspNonce;
        return reply.type("text/html").send(`${script} ${style}`);
      });
      app.get("/plain", () => ({}));
    },
  });

const policyOf = (headers: Record<string, unknown>) => String(headers["content-security-policy"]);

test("a page's nonce is in its policy, and another one each time", async () => {
  const { app } = await withPage("production");
  const seen = new Set<string>();
  for (let count = 0; count < 3; count++) {
    const { headers, body } = await app.inject("/page");
    const [script = "", style = ""] = body.split(" ");
    expect(policyOf(headers)).toContain(`script-src 'self' 'nonce-${script}'`);
    expect(policyOf(headers)).toContain(`style-src 'self' 'nonce-${style}'`);
    expect(script).toMatch(/^[\w-]{22}$/);
    seen.add(script);
  }
  expect(seen.size).toBe(3);
});

test.each(["production", "test"] as const)(
  "in %s the policy lets nothing in from elsewhere, inline or evaluated",
  async (mode) => {
    const { app } = await withPage(mode);
    for (const url of ["/page", "/plain", "/_nothing", "/openapi.json"]) {
      const policy = policyOf((await app.inject(url)).headers);
      expect(policy).toMatch(/default-src 'self';.*object-src 'none';.*frame-ancestors 'none'/);
      expect(policy).not.toMatch(
        /unsafe-eval|https?:|\*|script-src[^;]*unsafe-inline|style-src [^;]*unsafe-inline/,
      );
    }
  },
);

test("in development Vite's socket, scripts and styles are let in, which a nonce would forbid", async () => {
  const { app } = await withPage("development");
  const policy = policyOf((await app.inject("/page")).headers);
  expect(policy).toContain("script-src 'self' 'unsafe-inline'");
  expect(policy).toContain("connect-src 'self' ws: wss:");
  expect(policy).not.toContain("nonce");
});

test("no answer may be sniffed, framed or tell other sites where its reader came from", async () => {
  const { app } = await withPage("production");
  for (const url of ["/page", "/_nothing"]) {
    expect((await app.inject(url)).headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
    });
  }
});

test("browsers are told to stay on https in production only, and for this host only", async () => {
  const production = await withPage("production");
  expect((await production.app.inject("/page")).headers["strict-transport-security"]).toBe(
    "max-age=15552000",
  );
  const development = await withPage("development");
  expect((await development.app.inject("/page")).headers).not.toHaveProperty("strict-transport-security");
});
