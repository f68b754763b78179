import { expect, test } from "vitest";
import { z } from "zod";
import { type TestServerOptions, testServer } from "#app/components/backend/server.fixture.ts";
import { AppError, type ErrorKind } from "#app/core/errors.ts";
import { problem } from "./problem.ts";

const throwing = (error: unknown, options: TestServerOptions = {}) =>
  testServer({
    ...options,
    routes: (app) => {
      app.get("/throws", () => {
        throw error;
      });
      app.get("/rejects", () => Promise.reject(error));
    },
  });

const appError = (kind: ErrorKind, rest: { details?: string[]; retryAfter?: number } = {}) =>
  new AppError({ code: "tea.cold", kind, what: "The tea is cold.", todo: "Make new tea.", ...rest });

test.each([
  ["invalid", 400, "Bad Request"],
  ["unauthorized", 401, "Unauthorized"],
  ["forbidden", 403, "Forbidden"],
  ["not-found", 404, "Not Found"],
  ["conflict", 409, "Conflict"],
  ["limited", 429, "Too Many Requests"],
  ["unavailable", 503, "Service Unavailable"],
] as const)("an error of kind %s is a problem with status %i", async (kind, status, title) => {
  const { app } = await throwing(appError(kind));
  const response = await app.inject({ url: "/throws?secret=1", headers: { "x-request-id": "abc" } });
  expect(response.statusCode).toBe(status);
  expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(response.headers["cache-control"]).toBe("no-store");
  expect(problem.strict().parse(response.json())).toEqual({
    type: "about:blank",
    title,
    status,
    detail: "The tea is cold.",
    instance: "/throws",
    code: "tea.cold",
    todo: "Make new tea.",
    requestId: "abc",
  });
});

test("its details are listed, and when to try again is a header", async () => {
  const { app } = await throwing(appError("unavailable", { details: ["one", "two"], retryAfter: 7 }));
  const response = await app.inject("/rejects");
  expect(response.json().errors).toEqual([
    { path: "", message: "one" },
    { path: "", message: "two" },
  ]);
  expect(response.headers["retry-after"]).toBe("7");
});

test.each([
  ["an error", Object.assign(new Error("password=hunter2"), { code: "ECONNREFUSED" })],
  ["an error of kind internal", appError("internal")],
  ["an error with a server's status", Object.assign(new Error("hunter2"), { statusCode: 502 })],
  ["a string", "hunter2"],
])("%s that nobody expected is answered 500, and says nothing", async (_name, thrown) => {
  const { app, lines } = await throwing(thrown, { environment: { NODE_ENV: "production" } });
  for (const url of ["/throws", "/rejects"]) {
    const response = await app.inject(url);
    expect(response.statusCode).toBe(500);
    expect(problem.parse(response.json()).code).toBe("internal");
    expect(response.body).not.toMatch(/hunter2|tea|ECONN|node_modules|stack/);
    const { requestId } = response.json();
    expect(lines.filter((line) => line.requestId === requestId && line.level === 50)).toHaveLength(2);
  }
});

test("the log has the stack of what was not expected", async () => {
  const { app, lines } = await throwing(new Error("broken pipe"));
  await app.inject("/throws");
  const failed = lines.find(({ msg }) => msg === "request failed");
  expect(failed).toMatchObject({ err: { message: "broken pipe", stack: expect.stringContaining("at ") } });
});

test("a refusal of a library keeps its status, not its words", async () => {
  const { app } = await throwing(Object.assign(new Error("hunter2"), { statusCode: 418 }));
  const response = await app.inject("/throws");
  expect(response.json()).toMatchObject({ status: 418, code: "request.refused" });
  expect(response.body).not.toContain("hunter2");
});

test("a request that is not valid lists every fault with its place", async () => {
  const { app } = await testServer({
    routes: (server) => {
      const body = z.object({ user: z.object({ email: z.email() }), tags: z.array(z.string()) });
      server.post("/things/:id", { schema: { body } }, () => ({}));
      server.get("/things", { schema: { querystring: z.object({ page: z.coerce.number() }) } }, () => ({}));
    },
  });
  const response = await app.inject({
    method: "POST",
    url: "/things/1",
    payload: { user: { email: "nobody" }, tags: ["a", 2] },
  });
  expect(response.statusCode).toBe(400);
  expect(problem.parse(response.json())).toMatchObject({ code: "request.invalid" });
  expect(response.json().errors.map(({ path }: { path: string }) => path)).toEqual([
    "body.user.email",
    "body.tags.1",
  ]);
  expect((await app.inject("/things?page=x")).json().errors[0].path).toBe("querystring.page");
});

test("an answer that takes too long is given up with 503", async () => {
  const { app } = await testServer({
    routes: (server) => {
      server.get("/slow", { handlerTimeout: 20 }, () => new Promise(() => {}));
    },
  });
  const response = await app.inject("/slow");
  expect(response.json()).toMatchObject({ status: 503, code: "request.timeout" });
});

test("every route has a time limit, except those that never end", async () => {
  const limits: Record<string, number> = {};
  const { app } = await testServer({
    routes: (server) => {
      server.get("/limited", ({ routeOptions }) => ({ limit: routeOptions.handlerTimeout }));
      server.get("/endless", { config: { endless: true } }, ({ routeOptions }) => ({
        limit: routeOptions.handlerTimeout,
      }));
    },
  });
  for (const url of ["/limited", "/endless"]) limits[url] = (await app.inject(url)).json().limit;
  expect(limits).toEqual({ "/limited": 30_000, "/endless": 0 });
});
