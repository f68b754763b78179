import { expect, test } from "vitest";
import { z } from "zod";
import { AppError, type ErrorCategory } from "../../errors/index.ts";
import { type TestServerOptions, testServer } from "../http-server.fixture.ts";
import type { OperatorHook } from "../protection/operator-hook.ts";
import { markOperatorRequest } from "../protection/operator-requests.ts";
import { problemSchema } from "./problem.ts";

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

const appError = (category: ErrorCategory, rest: { details?: string[]; retryAfter?: number } = {}) =>
  new AppError({
    code: "tea.cold",
    category,
    message: "The tea is cold.",
    hint: "Make new tea.",
    audience: "public",
    ...rest,
  });

test.each([
  ["invalid", 400, "Bad Request"],
  ["unauthorized", 401, "Unauthorized"],
  ["forbidden", 403, "Forbidden"],
  ["not-found", 404, "Not Found"],
  ["conflict", 409, "Conflict"],
  ["limited", 429, "Too Many Requests"],
  ["unavailable", 503, "Service Unavailable"],
] as const)("an error of category %s is a problem with status %i", async (category, status, title) => {
  const { app } = await throwing(appError(category));
  const response = await app.inject({ url: "/throws?secret=1", headers: { "x-request-id": "abc" } });
  expect(response.statusCode).toBe(status);
  expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(response.headers["cache-control"]).toBe("no-store");
  expect(problemSchema.strict().parse(response.json())).toEqual({
    type: "about:blank",
    title,
    status,
    detail: "The tea is cold.",
    instance: "/throws",
    code: "tea.cold",
    hint: "Make new tea.",
    requestId: "abc",
  });
});

test("what names the infrastructure is for operators and the log; a visitor gets a sentence that names nothing", async () => {
  const down = new AppError({
    code: "database.unreachable",
    category: "unavailable",
    message: "The database server at db.internal:5432/shop does not answer.",
    hint: "Set DATABASE_URL to where it is.",
    details: ["/srv/shop/data"],
    retryAfter: 7,
  });
  const { app, lines } = await testServer({
    routes: (server) => {
      const fail = () => Promise.reject(down);
      server.get("/for-visitors", fail);
      const requireOperator: OperatorHook = async (request) => markOperatorRequest(request);
      server.get("/for-operators", { preParsing: requireOperator }, fail);
    },
  });
  const visitor = await app.inject("/for-visitors");
  expect(visitor.json()).toMatchObject({ status: 503, code: "service.unavailable" });
  expect(visitor.headers["retry-after"]).toBe("7");
  expect(visitor.body).not.toMatch(/database|5432|DATABASE_URL|srv/);
  const { requestId } = visitor.json();
  expect(lines.find((line) => line.requestId === requestId && line.msg === "request failed")).toMatchObject({
    err: { code: "database.unreachable", message: expect.stringContaining("db.internal:5432") },
  });
  const operator = await app.inject("/for-operators");
  expect(operator.json()).toMatchObject({
    code: "database.unreachable",
    hint: "Set DATABASE_URL to where it is.",
  });
});

test("of very many faults in a body the first 20 are listed", async () => {
  const { app } = await testServer({
    routes: (server) => {
      server.post("/list", { schema: { body: z.array(z.number()) } }, () => ({}));
    },
  });
  const response = await app.inject({ method: "POST", url: "/list", body: Array(10_000).fill("x") });
  expect(response.statusCode).toBe(400);
  expect(response.json().errors).toHaveLength(20);
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
  ["an error of category internal", appError("internal")],
  ["an error with a server's status", Object.assign(new Error("hunter2"), { statusCode: 502 })],
  ["a string", "hunter2"],
])("the response to %s that was not expected is 500, and tells nothing about it", async (_name, thrown) => {
  const { app, lines } = await throwing(thrown, { settings: { NODE_ENV: "production" } });
  for (const url of ["/throws", "/rejects"]) {
    const response = await app.inject(url);
    expect(response.statusCode).toBe(500);
    expect(problemSchema.parse(response.json()).code).toBe("internal");
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
    payload: { user: { email: "no-address" }, tags: ["a", 2] },
  });
  expect(response.statusCode).toBe(400);
  expect(problemSchema.parse(response.json())).toMatchObject({ code: "request.invalid" });
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
