import { expect, test } from "vitest";
import { basic, OPERATOR_PASSWORD, testServer } from "./test-server.ts";

const TOKEN = "a-token-of-the-monitoring";
const environment = { NODE_ENV: "production", OVERSEER_PASSWORD: OPERATOR_PASSWORD, MONITORING_TOKEN: TOKEN };
const asMonitoring = `Basic ${Buffer.from(`monitoring:${TOKEN}`).toString("base64")}`;
const CREDENTIALS = [`Bearer ${TOKEN}`, asMonitoring];

interface Route {
  method: string;
  path: string;
}

/** Every route that the API's description says is for operators. */
async function operatingRoutes(): Promise<Route[]> {
  const { app } = await testServer({ environment });
  const response = await app.inject({
    url: "/openapi.json",
    headers: { authorization: basic(OPERATOR_PASSWORD) },
  });
  const { paths }: { paths: Record<string, Record<string, { security?: Record<string, unknown>[] }>> } =
    response.json();
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security = [] }]) => security.some((one) => "operators" in one))
      .map(([method]) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, "none") })),
  );
}

test.each(CREDENTIALS)(
  "with %s every operating route can be read, and none does anything",
  async (authorization) => {
    const { app } = await testServer({ environment: { ...environment, RATE_LIMIT: "10000" } });
    const routes = await operatingRoutes();
    expect(routes.length).toBeGreaterThan(3);
    for (const { method, path } of routes) {
      // A stream does not end by itself.
      if (path.endsWith("/events")) continue;
      const response = await app.inject({ method: "GET", url: path, headers: { authorization } });
      if (method === "GET") expect([path, response.statusCode]).not.toEqual([path, 401]);
      if (method === "GET") expect([path, response.statusCode]).not.toEqual([path, 403]);
      for (const change of ["POST", "PUT", "PATCH", "DELETE"] as const) {
        if (method === "GET" || method !== change) continue;
        const refused = await app.inject({
          method: change,
          url: path,
          headers: { authorization },
          payload: {},
        });
        expect([change, path, refused.statusCode, refused.json().code]).toEqual([
          change,
          path,
          403,
          "operators.read-only",
        ]);
      }
    }
  },
);

test.each(["/health", "/openapi.json", "/docs/", "/docs/json", "/overseer/api/system/snapshot"])(
  "GET %s is read with the token, not with another one",
  async (url) => {
    const { app } = await testServer({ environment });
    for (const authorization of CREDENTIALS)
      expect((await app.inject({ url, headers: { authorization } })).statusCode).toBe(200);
    expect((await app.inject({ url, headers: { authorization: `Bearer ${TOKEN}x` } })).statusCode).toBe(401);
  },
);

test("a production without a password can be read with the token", async () => {
  const { app } = await testServer({ environment: { NODE_ENV: "production", MONITORING_TOKEN: TOKEN } });
  const headers = { authorization: `Bearer ${TOKEN}` };
  expect((await app.inject({ url: "/health", headers })).statusCode).toBe(200);
  expect((await app.inject({ url: "/health" })).statusCode).toBe(401);
  const change = await app.inject({
    method: "PUT",
    url: "/overseer/api/system/log-level",
    headers,
    payload: { level: "debug" },
  });
  expect(change.json()).toMatchObject({ status: 403, code: "operators.read-only" });
});
