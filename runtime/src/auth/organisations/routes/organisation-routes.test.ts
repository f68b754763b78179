import type { FastifyRequest } from "fastify";
import { beforeEach, expect, test } from "vitest";
import { AppError } from "../../../errors/index.ts";
import { testServer } from "../../../http/http-server.fixture.ts";
import type { HttpServer } from "../../../http/index.ts";
import { createMemberHooks } from "../member-hooks.ts";
import { createTestOrganisations, TEST_ENGINES, type TestRole } from "../organisations.fixture.ts";
import { createOrganisationRoutes } from "./organisation-routes.ts";

const ROOT = "/api/v1/organisations";

/** Sessions of the tests: the header of this name holds the id of a user. */
const auth = {
  requireUser: () => async (request: FastifyRequest) => {
    if (!request.headers["x-user"])
      throw new AppError({ code: "auth.signed-out", category: "unauthorized", message: "", hint: "" });
  },
  getUser: ({ headers }: FastifyRequest) => ({ id: String(headers["x-user"]) }),
};

let app: HttpServer;
let ada: string;
let bob: string;
let eve: string;
let id: string;

beforeEach(async () => {
  const [sqlite] = TEST_ENGINES;
  const { organisations, invitations, createUser } = await createTestOrganisations(sqlite!);
  const { memberOf, membershipOf } = createMemberHooks<TestRole>();
  ({ app } = await testServer({
    routes: async (server) => {
      await server.register(createOrganisationRoutes({ auth, organisations, invitations }), { prefix: ROOT });
      server.get(
        "/api/v1/reports/:organisation",
        { preParsing: memberOf({ auth, organisations }, "admin") },
        async (request) => membershipOf(request),
      );
      server.get("/api/v1/unguarded/:organisation", async (request) => membershipOf(request));
    },
  }));
  ada = await createUser("ada@example.com");
  bob = await createUser("bob@example.com");
  eve = await createUser("eve@example.com");
  ({ id } = (await send(ada, "POST", "", { name: "Engines" })).json());
});

type Method = "GET" | "POST" | "PATCH" | "DELETE";

const inject = (user: string, method: Method, url: string, payload?: object) =>
  app.inject({ method, url, headers: { "x-user": user }, ...(payload && { payload }) });

const send = (user: string, method: Method, path: string, payload?: object) =>
  inject(user, method, `${ROOT}${path}`, payload);

const invite = async (email = "bob@example.com") =>
  (await send(ada, "POST", `/${id}/invitations`, { email })).json().id;

/** Every route about one organisation, with what it would take. */
const routes = () =>
  [
    ["GET", `/${id}`],
    ["PATCH", `/${id}`, { name: "Mine" }],
    ["DELETE", `/${id}`],
    ["POST", `/${id}/leave`],
    ["PATCH", `/${id}/members/${ada}`, { role: "member" }],
    ["DELETE", `/${id}/members/${ada}`],
    ["POST", `/${id}/invitations`, { email: "eve@example.com" }],
    ["DELETE", `/${id}/invitations/anything`],
  ] as const;

test("to a stranger every route answers as if the organisation were not there", async () => {
  for (const [method, path, payload] of routes()) {
    const refused = await send(eve, method, path, payload);
    const nothing = await send(eve, method, path.replace(id, "nothing"), payload);
    expect(refused.json()).toMatchObject({ status: 404, code: "organisations.unknown" });
    const { requestId, instance, ...rest } = nothing.json();
    expect(refused.json()).toMatchObject(rest);
  }
  expect((await send(eve, "GET", "")).json()).toEqual({ organisations: [], invitations: [] });
  expect((await send(ada, "GET", `/${id}`)).json()).toMatchObject({ name: "Engines", role: "owner" });
});

test("who is signed out is told so before anything else", async () => {
  const own = [["GET", ""] as const, ["POST", "", { name: "x" }] as const];
  const received = [
    ["GET", "/invitations/anything"],
    ["POST", "/invitations/anything/accept"],
    ["POST", "/invitations/anything/decline"],
  ] as const;
  for (const [method, path, payload] of [...own, ...received, ...routes()]) {
    expect((await send("", method, path, payload)).json()).toMatchObject({ code: "auth.signed-out" });
  }
});

test("an invitation that is for somebody else is not there, for each of its routes", async () => {
  const invitation = await invite();
  const tries = [
    ["GET", `/invitations/${invitation}`],
    ["POST", `/invitations/${invitation}/accept`],
    ["POST", `/invitations/${invitation}/decline`],
  ] as const;
  for (const [method, path] of tries) {
    expect((await send(eve, method, path)).json()).toMatchObject({
      status: 404,
      code: "organisations.unknown-invitation",
    });
  }
  expect((await send(bob, "GET", "")).json()).toMatchObject({ invitations: [{ id: invitation }] });
});

test("from the invitation to the end", async () => {
  const invitation = await invite();
  expect((await send(bob, "POST", `/invitations/${invitation}/accept`)).json()).toEqual({ organisation: id });
  const { members } = (await send(bob, "GET", `/${id}`)).json();
  expect(members).toMatchObject([
    { name: "ada", role: "owner" },
    { name: "bob", role: "member" },
  ]);
  const forbidden = await send(bob, "PATCH", `/${id}/members/${ada}`, { role: "member" });
  expect(forbidden.json()).toMatchObject({ status: 403, code: "organisations.forbidden" });
  expect((await send(ada, "PATCH", `/${id}/members/${bob}`, { role: "owner" })).statusCode).toBe(204);
  expect((await send(bob, "PATCH", `/${id}`, { name: "Bob's" })).statusCode).toBe(204);
  expect((await send(bob, "POST", `/${id}/leave`)).statusCode).toBe(204);
  expect((await send(bob, "GET", `/${id}`)).statusCode).toBe(404);
  expect((await send(ada, "POST", `/${id}/leave`)).json()).toMatchObject({ status: 409 });
  expect((await send(ada, "DELETE", `/${id}`)).statusCode).toBe(204);
  expect((await send(ada, "GET", "")).json()).toMatchObject({ organisations: [] });
});

test.each([{ name: " " }, { name: 1 }, {}])("%j makes no organisation", async (payload) => {
  expect((await send(ada, "POST", "", payload)).statusCode).toBe(400);
});

test.each([{ role: "emperor" }, { role: "" }, {}])("%j is no role of a member", async (payload) => {
  expect((await send(ada, "PATCH", `/${id}/members/${ada}`, payload)).statusCode).toBe(400);
});

test("an invitation can be declined or revoked, and one without a role is for a member", async () => {
  const declined = await invite();
  expect((await send(bob, "GET", `/invitations/${declined}`)).json()).toMatchObject({ role: "member" });
  expect((await send(bob, "POST", `/invitations/${declined}/decline`)).statusCode).toBe(204);
  const revoked = await invite();
  expect((await send(ada, "DELETE", `/${id}/invitations/${revoked}`)).statusCode).toBe(204);
  expect((await send(bob, "GET", "")).json()).toMatchObject({ invitations: [] });
});

test("a route of an owner is guarded by a role, and reads the membership", async () => {
  const read = (user: string) => inject(user, "GET", `/api/v1/reports/${id}`);
  expect((await read(ada)).json()).toEqual({
    organisation: { id, name: "Engines" },
    userId: ada,
    role: "owner",
  });
  expect((await read(eve)).json()).toMatchObject({ code: "organisations.unknown" });
  await send(bob, "POST", `/invitations/${await invite()}/accept`);
  expect((await read(bob)).json()).toMatchObject({ code: "organisations.forbidden" });
  expect((await read("")).json()).toMatchObject({ code: "auth.signed-out" });
  expect((await inject(ada, "GET", `/api/v1/unguarded/${id}`)).statusCode).toBe(500);
});
