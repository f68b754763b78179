import { createOrganisations } from "@aegis-stack/runtime/auth/organisations";
import type { HttpServer } from "@aegis-stack/runtime/http";
import type { MailMessage } from "@aegis-stack/runtime/mail";
import { beforeEach, expect, test } from "vitest";
import { invitationMail } from "#app/services/auth/organisations/invitation-mail.ts";
import { ORGANISATION_ROLES } from "#app/services/auth/organisations/roles.ts";
import * as tables from "#app/services/auth/organisations/tables.ts";
import { users as usersTable } from "#app/services/auth/tables.ts";
import { freshAuth, TEST_ORIGIN } from "../auth/fresh-auth.ts";
import { testServer } from "./test-server.ts";

const ROOT = "/api/v1/organisations";

let app: HttpServer;
let sent: MailMessage[];
let ada: string;
let bob: string;
let adaId: string;
let id: string;

beforeEach(async () => {
  const { database, auth, users, sessionOf } = await freshAuth();
  sent = [];
  const services = createOrganisations({
    database,
    tables: { ...tables, users: usersTable },
    roles: ORGANISATION_ROLES,
    deliver: async (message) => void sent.push(message),
    mail: invitationMail,
    linkTo: (invitation) => `${TEST_ORIGIN}/invitations/${invitation}`,
  });
  ({ app } = await testServer({ services: { auth, ...services } }));
  const createUser = async (name: string) => {
    const { id } = await users.create({ name, email: `${name}@example.com` });
    return { id, cookie: await sessionOf(id) };
  };
  ({ id: adaId, cookie: ada } = await createUser("ada"));
  ({ cookie: bob } = await createUser("bob"));
  ({ id } = (await send(ada, "POST", "", { name: "Win a prize at https://evil.example" })).json());
});

function send(cookie: string, method: "GET" | "POST" | "PATCH" | "DELETE", path: string, payload?: object) {
  const headers = { cookie, host: "localhost:8000" };
  return app.inject({ method, url: `${ROOT}${path}`, headers, ...(payload && { payload }) });
}

const invite = async (email = "bob@example.com") =>
  (await send(ada, "POST", `/${id}/invitations`, { email })).json().id;

test("who is signed out is told so before anything else", async () => {
  for (const path of ["", `/${id}`]) {
    expect((await send("", "GET", path)).json()).toMatchObject({ code: "auth.signed-out" });
  }
});

test("an invitation is mailed with its link, and contains nothing that a user entered", async () => {
  const invitation = await invite();
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ to: "bob@example.com" });
  for (const text of [sent[0]?.text, sent[0]?.html]) {
    expect(text).toContain(`${TEST_ORIGIN}/invitations/${invitation}`);
    expect(text).toContain("ada@example.com");
    expect(text).not.toContain("prize");
  }
});

test("from the invitation to the end", async () => {
  const invitation = await invite();
  expect((await send(bob, "GET", "")).json()).toMatchObject({ invitations: [{ id: invitation }] });
  expect((await send(bob, "POST", `/invitations/${invitation}/accept`)).json()).toEqual({ organisation: id });
  const { members } = (await send(bob, "GET", `/${id}`)).json();
  expect(members).toMatchObject([
    { name: "ada", role: "owner" },
    { name: "bob", role: "member" },
  ]);
  const forbidden = await send(bob, "PATCH", `/${id}/members/${adaId}`, { role: "member" });
  expect(forbidden.json()).toMatchObject({ status: 403, code: "organisations.forbidden" });
  const bobId = members[1].userId;
  expect((await send(ada, "PATCH", `/${id}/members/${bobId}`, { role: "owner" })).statusCode).toBe(204);
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
