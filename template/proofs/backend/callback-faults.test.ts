import { expect, test } from "vitest";
import { freshAuth, GOOD_PASSWORD, ORIGIN } from "#app/services/auth/fresh-auth.fixture.ts";
import { OAuthService } from "#app/services/auth/oauth/oauth-service.ts";
import { KEYS, playProviders } from "#app/services/auth/oauth/provider.fixture.ts";
import { testServer } from "./test-server.ts";

const API = "/api/v1/auth";

test("whoever comes back to a deactivated account is led to the sign-in", async () => {
  const { agree } = await playProviders();
  const { db, auth, users } = await freshAuth({ providers: KEYS });
  const { id, email } = await users.create({
    name: "Ada",
    email: "ada@example.com",
    password: GOOD_PASSWORD,
  });
  await users.deactivate(id);
  const oauth = new OAuthService({ db, auth, providers: KEYS, publicUrl: undefined });
  const request = new Request(ORIGIN, { method: "POST", headers: { origin: ORIGIN } });
  const asked = { provider: "github", next: "/", failed: "/sign-in", request, client: "192.0.2.1" };
  const { url, cookies } = await oauth.signIn(asked);

  const { app } = await testServer({ services: { auth } });
  const back = new URL(agree(url, { id: "4711", email }));
  const cookie = cookies.map((set) => set.split(";")[0]).join("; ");
  const headers = { host: back.host, cookie };
  const response = await app.inject({ url: `${back.pathname}${back.search}`, headers });
  expect(response.statusCode).toBe(302);
  expect(response.headers.location).toBe("/sign-in?error=auth.deactivated");
});

test("whoever comes back with nothing is led there as well", async () => {
  const { auth } = await freshAuth({ providers: KEYS });
  const { app } = await testServer({ services: { auth } });
  const response = await app.inject({ url: `${API}/callback/github`, headers: { host: "localhost:8000" } });
  expect(response.statusCode).toBe(302);
  expect(response.headers.location).toMatch(/^\/sign-in\?error=state_not_found/);
});

test("what is refused elsewhere stays a problem", async () => {
  const { auth } = await freshAuth({ providers: KEYS });
  const { app } = await testServer({ services: { auth } });
  const response = await app.inject({ method: "POST", url: `${API}/sign-in/nothing` });
  expect(response.statusCode).toBe(404);
  expect(response.headers["content-type"]).toContain("application/problem+json");
});
