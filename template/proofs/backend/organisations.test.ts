import type { HttpServer } from "@aegis-stack/runtime/http";
import { beforeEach, expect, test } from "vitest";
import { freshAuth, GOOD_PASSWORD, ORIGIN } from "#app/services/auth/fresh-auth.fixture.ts";
import { InvitationsService } from "#app/services/auth/organisations/invitations-service.ts";
import { OrganisationsService } from "#app/services/auth/organisations/organisations-service.ts";
import { testServer } from "./test-server.ts";

const ROOT = "/api/v1/organisations";

let app: HttpServer;
let ada: string;
let bob: string;
let eve: string;
let adaId: string;
let id: string;

beforeEach(async () => {
  const { db, auth, users, signIn } = await freshAuth();
  const organisations = new OrganisationsService({ db });
  const invitations = new InvitationsService({
    db,
    deliver: async () => {},
    linkTo: (path) => ORIGIN + path,
  });
  ({ app } = await testServer({ services: { auth, users, organisations, invitations } }));
  const person = async (name: string) => {
    const made = await users.create({ name, email: `${name}@example.com`, password: GOOD_PASSWORD });
    return { id: made.id, cookie: await signIn(made.email) };
  };
  ({ id: adaId, cookie: ada } = await person("ada"));
  ({ cookie: bob } = await person("bob"));
  ({ cookie: eve } = await person("eve"));
  ({ id } = (await send(ada, "POST", "", { name: "Engines" })).json());
});

function send(cookie: string, method: "GET" | "POST" | "PATCH" | "DELETE", path: string, payload?: object) {
  const headers = { cookie, host: "localhost:8000" };
  return app.inject({ method, url: `${ROOT}${path}`, headers, ...(payload && { payload }) });
}

const invite = async (email = "bob@example.com") =>
  (await send(ada, "POST", `/${id}/invitations`, { email })).json().id;

/** Every route about one organisation, with what it would take. */
const routes = () =>
  [
    ["GET", `/${id}`],
    ["PATCH", `/${id}`, { name: "Mine" }],
    ["DELETE", `/${id}`],
    ["POST", `/${id}/leave`],
    ["PATCH", `/${id}/members/${adaId}`, { role: "member" }],
    ["DELETE", `/${id}/members/${adaId}`],
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
  for (const [method, path, payload] of [...own, ...routes()]) {
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
  const bobId = members[1].userId;
  expect(members).toMatchObject([
    { name: "ada", role: "owner" },
    { name: "bob", role: "member" },
  ]);
  const forbidden = await send(bob, "PATCH", `/${id}/members/${adaId}`, { role: "member" });
  expect(forbidden.json()).toMatchObject({ status: 403, code: "organisations.forbidden" });
  expect((await send(ada, "PATCH", `/${id}/members/${bobId}`, { role: "owner" })).statusCode).toBe(204);
  expect((await send(bob, "PATCH", `/${id}`, { name: "Bob's" })).statusCode).toBe(204);
  expect((await send(bob, "POST", `/${id}/leave`)).statusCode).toBe(204);
  expect((await send(bob, "GET", `/${id}`)).statusCode).toBe(404);
  expect((await send(ada, "POST", `/${id}/leave`)).json()).toMatchObject({ status: 409 });
  expect((await send(ada, "DELETE", `/${id}`)).statusCode).toBe(204);
  expect((await send(ada, "GET", "")).json()).toMatchObject({ organisations: [] });
});

test("another site cannot make a signed-in browser do any of it", async () => {
  const headers = { cookie: ada, host: "localhost:8000", origin: "https://evil.example" };
  const response = await app.inject({ method: "DELETE", url: `${ROOT}/${id}`, headers });
  expect(response.json()).toMatchObject({ status: 403 });
  expect((await send(ada, "GET", `/${id}`)).statusCode).toBe(200);
});

test.each([
  {},
  { name: " " },
  { name: "\u200b" },
  { name: "x\u202ey" },
  { name: "x".repeat(101) },
  { name: "a\nb" },
  { name: 1 },
])("%j makes no organisation", async (payload) => {
  expect((await send(ada, "POST", "", payload)).statusCode).toBe(400);
});
