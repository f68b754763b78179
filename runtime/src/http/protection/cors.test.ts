import { expect, test } from "vitest";
import { testServer } from "../http-server.fixture.ts";

const ORIGIN = "https://app.example.com";
const URL = "/api/v1/system/snapshot";
const preflight = {
  method: "OPTIONS",
  url: URL,
  headers: { origin: ORIGIN, "access-control-request-method": "PUT" },
} as const;
const corsHeaders = (headers: object) =>
  Object.keys(headers).filter((name) => name.startsWith("access-control-"));

test("off by default: no header, and a preflight is no method of the path", async () => {
  const { app } = await testServer();
  expect(corsHeaders((await app.inject({ url: URL, headers: { origin: ORIGIN } })).headers)).toEqual([]);
  const asked = await app.inject(preflight);
  expect(asked.statusCode).toBe(405);
  expect(corsHeaders(asked.headers)).toEqual([]);
});

test("an origin that is named may call, without credentials; another one may not", async () => {
  const { app } = await testServer({ settings: { CORS_ORIGINS: [ORIGIN, "https://other.example.com"] } });
  const named = await app.inject({ url: URL, headers: { origin: ORIGIN } });
  expect(named.headers["access-control-allow-origin"]).toBe(ORIGIN);
  expect(named.headers).not.toHaveProperty("access-control-allow-credentials");
  expect(named.headers.vary).toContain("Origin");
  const foreign = await app.inject({ url: URL, headers: { origin: "https://evil.example.com" } });
  expect(foreign.headers).not.toHaveProperty("access-control-allow-origin");
});

test("a preflight of a named origin is answered with what it may do", async () => {
  const { app } = await testServer({ settings: { CORS_ORIGINS: [ORIGIN] } });
  const { statusCode, headers } = await app.inject(preflight);
  expect(statusCode).toBe(204);
  expect(headers["access-control-allow-methods"]).toContain("PUT");
  expect(headers["access-control-max-age"]).toBe("600");
});

test("pages of this server are not for other origins, whatever the API allows", async () => {
  const { app } = await testServer({
    settings: { CORS_ORIGINS: [ORIGIN] },
    routes: (server) => void server.get("/page", () => "page"),
  });
  expect(corsHeaders((await app.inject({ url: "/page", headers: { origin: ORIGIN } })).headers)).toEqual([]);
});
