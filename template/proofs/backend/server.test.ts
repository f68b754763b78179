import { once } from "node:events";
import { get } from "node:http";
import { AppError } from "@aegis-stack/runtime/errors";
import type { FastifyInstance } from "fastify";
import { expect, test } from "vitest";
import { asOperator, OPERATOR_PASSWORD, testServer } from "./test-server.ts";

// The runtime proves each protection with routes of its own. These tests prove that the application's routes have them, and
// that they work with its authorization of operators.

const guarded = { NODE_ENV: "production", OVERSEER_PASSWORD: OPERATOR_PASSWORD };

test.each(["/health/live", "/health/ready", "/health", "/overseer/api/system/snapshot"])(
  "requests for %s are logged at level debug only",
  async (url) => {
    const quiet = await testServer({ environment: { LOG_LEVEL: "info" } });
    await quiet.app.inject(url);
    expect(quiet.lines).toEqual([]);
    const debug = await testServer({ environment: { LOG_LEVEL: "debug" } });
    await debug.app.inject(url);
    expect(debug.lines.map(({ level, msg }) => [level, msg])).toEqual([[20, `GET ${url} 200`]]);
  },
);

test("an operator who leaves the system's event stream leaves no credentials in the log", async () => {
  const { app, lines } = await testServer({
    environment: { OVERSEER_PASSWORD: OPERATOR_PASSWORD, LOG_LEVEL: "trace" },
  });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const request = get(`${address}/overseer/api/system/events`, { headers: asOperator });
  const [response] = await once(request, "response");
  await once(response, "data");
  request.destroy();
  await expect
    .poll(() => lines.map(({ msg }) => msg))
    .toContain("the client left before the end of the answer");
  expect(JSON.stringify(lines)).not.toMatch(/authorization|Basic /i);
});

test("an error that names the infrastructure is described to operators and hidden from visitors", async () => {
  const fail = () => {
    throw new AppError({
      code: "database.unreachable",
      category: "unavailable",
      message: "The database server at db.internal:5432/shop does not respond.",
      hint: "Set DATABASE_URL to where it is.",
    });
  };
  const failing = {
    name: "failing",
    group: "component",
    summary: "",
    routes: async () => async (app: FastifyInstance) => void app.put("/failing", fail),
  } as const;
  const { app } = await testServer({
    environment: guarded,
    capabilities: [failing],
    routes: (server) => void server.get("/for-visitors", fail),
  });
  const visitor = await app.inject("/for-visitors");
  expect(visitor.json()).toMatchObject({ status: 503, code: "service.unavailable" });
  expect(visitor.body).not.toMatch(/database|5432|DATABASE_URL/);
  const operator = await app.inject({
    method: "PUT",
    url: "/overseer/api/failing",
    headers: asOperator,
  });
  expect(operator.json()).toMatchObject({
    code: "database.unreachable",
    detail: expect.stringContaining("db.internal:5432"),
    hint: "Set DATABASE_URL to where it is.",
  });
});

test.each(["/health", "/openapi.json", "/docs", "/overseer/api/system/snapshot"])(
  "requests for %s without credentials count against the rate limit",
  async (url) => {
    const { app } = await testServer({ environment: { ...guarded, RATE_LIMIT: "2" } });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await app.inject(url)).statusCode);
    expect(statuses).toEqual([401, 401, 429]);
  },
);

test.each(["/health", "/openapi.json", "/overseer/api/system/snapshot"])(
  "%s has the security headers, with and without credentials",
  async (url) => {
    const { app } = await testServer({ environment: guarded });
    for (const [headers, status] of [
      [asOperator, 200],
      [{}, 401],
    ] as const) {
      const response = await app.inject({ url, headers });
      expect(response.statusCode).toBe(status);
      expect(response.headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cache-control": "no-store",
        "strict-transport-security": expect.stringContaining("max-age="),
        "content-security-policy": expect.stringMatching(/default-src 'self';.*frame-ancestors 'none'/),
      });
      expect(response.headers["content-security-policy"]).not.toMatch(
        /unsafe-eval|https?:|\*|script-src[^;]*unsafe-inline|style-src [^;]*unsafe-inline/,
      );
    }
  },
);

test("the policy of the API reference adds one hash for operators, and no other page has it", async () => {
  const { app } = await testServer({ environment: guarded });
  const findStyles = async (url: string) => {
    const { headers } = await app.inject({ url, headers: asOperator });
    return /style-src [^;]+/.exec(String(headers["content-security-policy"]))?.[0];
  };
  expect(await findStyles("/docs")).toMatch(/^style-src 'self' 'sha256-[\w+/]+='$/);
  expect(await findStyles("/openapi.json")).toBe("style-src 'self'");
});

test("a method that a route does not accept is 405, with the methods that it accepts", async () => {
  const { app } = await testServer();
  const response = await app.inject({ method: "DELETE", url: "/health" });
  expect(response.statusCode).toBe(405);
  expect(response.headers.allow).toBe("GET, HEAD");
});

test("pages of an origin in CORS_ORIGINS may call the API, and no others", async () => {
  const { app } = await testServer({ environment: { CORS_ORIGINS: "https://app.example.com" } });
  const findAllowed = async (origin: string, url = "/api/v1/overview") =>
    (await app.inject({ url, headers: { origin } })).headers["access-control-allow-origin"];
  expect(await findAllowed("https://app.example.com")).toBe("https://app.example.com");
  expect(await findAllowed("https://other.example.com")).toBeUndefined();
  expect(await findAllowed("https://app.example.com", "/overseer/api/system/snapshot")).toBeUndefined();
});
