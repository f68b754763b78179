import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { testServer } from "../http-server.fixture.ts";

const schema = z.object({ text: z.string() }).meta({ id: "ReferenceExample" });

test("every schema that it points to is there, and none is there for nothing", async () => {
  const { app } = await testServer({
    routes: (server) => {
      server.get("/api/v1/_things", { schema: { response: { 200: z.array(schema) } } }, () => []);
    },
  });
  const document = (await app.inject("/openapi.json")).json();
  const named = Object.keys(document.components.schemas);
  expect(named).toContain("ReferenceExample");
  const text = JSON.stringify(document);
  const used = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect([...new Set(used)].sort()).toEqual(named.sort());
  expect(text).not.toMatch(/"\$ref":"(?!#\/components\/schemas\/)/);
});

test("routes that are added later are described too", async () => {
  const { app } = await testServer({
    routes: (server) => {
      server.get("/api/v1/_things", { schema: { response: { 200: z.array(z.string()) } } }, () => []);
    },
  });
  expect((await app.inject("/openapi.json")).json().paths).toHaveProperty("/api/v1/_things");
});

test("the page loads nothing from other hosts, and its policy lets in all that it loads", async () => {
  const { app } = await testServer();
  const page = await app.inject("/docs");
  expect(page.statusCode).toBe(200);
  const links = [...page.body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = ""]) => link);
  expect(links.length).toBeGreaterThan(4);
  for (const link of links) {
    expect(link).toMatch(/^\/docs\/static\//);
    expect((await app.inject(link)).statusCode).toBe(200);
  }
  expect(page.body).not.toMatch(/<script>|<style|\son\w+=/);
});

test("what its policy adds is a hash, and on this page only", async () => {
  const { app } = await testServer({ settings: { NODE_ENV: "production" } });
  const styles = async (url: string) => {
    const { headers } = await app.inject(url);
    return /style-src [^;]+/.exec(String(headers["content-security-policy"]))?.[0];
  };
  expect(await styles("/docs")).toMatch(/^style-src 'self' 'sha256-[\w+/]+='$/);
  expect(await styles("/openapi.json")).toBe("style-src 'self'");
});

test.each([
  ["theme=dark", false, true],
  ["shop.session_token=abc; theme=dark", false, true],
  ["shop.session_token=abc; theme=light", true, false],
  ["my-theme=light", true, true],
])(
  "with the cookies %s in a browser whose theme is dark: %s, the page is dark: %s",
  async (cookie, matches, isDark) => {
    const { app } = await testServer();
    const toggle = vi.fn();
    runInNewContext((await app.inject("/docs/static/theme/page.js")).body, {
      document: { cookie, documentElement: { classList: { toggle } } },
      matchMedia: () => ({ matches, addEventListener: () => {} }),
      window: {},
    });
    expect(toggle).toHaveBeenLastCalledWith("dark-mode", isDark);
  },
);
