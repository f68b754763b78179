import { expect, test } from "vitest";
import { AppError } from "../../errors/index.ts";
import { testServer } from "../http-server.fixture.ts";

const limited = () =>
  testServer({
    settings: { RATE_LIMIT: 3 },
    routes: (app) => {
      app.get("/thing", () => ({}));
      app.get("/assets/*", (_request, reply) => reply.send("file"));
    },
  });

test("each client may ask so often, then it is told when to come back", async () => {
  const { app } = await limited();
  const ask = (remoteAddress: string) => app.inject({ url: "/thing", remoteAddress });
  for (let left = 2; left >= 0; left--) {
    const { statusCode, headers } = await ask("192.0.2.1");
    expect(statusCode).toBe(200);
    expect(headers["ratelimit-remaining"]).toBe(String(left));
  }
  const refused = await ask("192.0.2.1");
  expect(refused.json()).toMatchObject({ status: 429, code: "request.too-many", title: "Too Many Requests" });
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect((await ask("192.0.2.2")).statusCode).toBe(200);
});

test.each(["/health/live", "/health/ready", "/assets/app-1a2b.js"])("%s is never limited", async (url) => {
  const { app } = await limited();
  for (let count = 0; count < 10; count++) expect((await app.inject(url)).statusCode).toBe(200);
});

const unauthorized = new AppError({
  code: "operators.credentials",
  category: "unauthorized",
  message: "This is for operators.",
  hint: "Send the password.",
});

test("a request that is refused counts as well", async () => {
  const { app } = await testServer({
    settings: { NODE_ENV: "production", RATE_LIMIT: 2 },
    requireOperator: () => Promise.reject(unauthorized),
  });
  const statuses = [];
  for (let count = 0; count < 3; count++) statuses.push((await app.inject("/openapi.json")).statusCode);
  expect(statuses).toEqual([401, 401, 429]);
});
