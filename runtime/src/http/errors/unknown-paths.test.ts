import { expect, test } from "vitest";
import { testServer } from "../http-server.fixture.ts";
import { RouteTable } from "./route-table.ts";

/** Pages match everything that is left, by any method. */
const withPages = () =>
  testServer({
    routes: async (app) => {
      await app.register(async (pages) => {
        for (const url of ["/*", "/overseer/*"])
          pages.all(url, (_request, reply) => reply.type("text/html").send("<p>page</p>"));
      });
    },
  });

test.each([
  "/api",
  "/api/v1/_nothing",
  "/health/nothing",
  "/openapi.json/x",
  "/docs/nothing",
  "/api/v1/system/",
  "/overseer/api",
  "/overseer/api/_nothing",
])("%s is a problem, not a page", async (url) => {
  const { app } = await withPages();
  const response = await app.inject(url);
  expect(response.json()).toMatchObject({ status: 404, code: "route.not-found", instance: url });
});

test.each(["/", "/overseer", "/overseer/apis", "/apis", "/healthy", "/x/api"])(
  "%s is a page",
  async (url) => {
    const { app } = await withPages();
    expect((await app.inject(url)).body).toBe("<p>page</p>");
  },
);

test.each([
  ["POST", "/health/live", "GET, HEAD"],
  ["DELETE", "/api/v1/system/snapshot", "GET, HEAD"],
  ["POST", "/openapi.json", "GET, HEAD"],
  ["GET", "/api/v1/system/log-level", "PUT"],
] as const)("%s %s is 405, with the methods that are allowed", async (method, url, allow) => {
  for (const { app } of [await withPages(), await testServer()]) {
    const response = await app.inject({ method, url });
    expect(response.json()).toMatchObject({ status: 405, code: "route.method-not-allowed" });
    expect(response.headers.allow).toBe(allow);
  }
});

test("without pages everything unknown is a problem", async () => {
  const { app } = await testServer();
  expect((await app.inject("/overseer")).json()).toMatchObject({ status: 404 });
});

test.each(["/api/v1/_nothing", "/_nothing"])("guessing paths such as %s is limited", async (url) => {
  const { app } = await testServer({ settings: { RATE_LIMIT: 2 } });
  const statuses = [];
  for (let count = 0; count < 3; count++) statuses.push((await app.inject(url)).statusCode);
  expect(statuses).toEqual([404, 404, 429]);
});

test("the table matches parameters and takes other signs literally", () => {
  const routes = new RouteTable();
  routes.add({ url: "/users/:id/files.json", method: ["GET", "HEAD"] });
  routes.add({ url: "/users/:id/files.json", method: "PUT" });
  routes.add({ url: "/*", method: "POST" });
  expect(routes.findMethods("/users/7/files.json")).toEqual(["GET", "HEAD", "PUT"]);
  expect(routes.findMethods("/users/7/filesXjson")).toEqual([]);
  expect(routes.findMethods("/users/7/8/files.json")).toEqual([]);
});
