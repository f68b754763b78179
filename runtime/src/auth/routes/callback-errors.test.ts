import { expect, test } from "vitest";
import { createAuthServer } from "../auth-server.fixture.ts";
import { describeOnEachDatabase, GOOD_PASSWORD, ORIGIN } from "../fresh-auth.fixture.ts";
import { KEYS, playProviders } from "../oauth/provider.fixture.ts";

describeOnEachDatabase((freshAuth) => {
  const AUTH_PATH = "/api/v1/auth";

  test("whoever comes back to a deactivated account is led to the sign-in", async () => {
    const { agree } = await playProviders();
    const accounts = await freshAuth({ providers: KEYS });
    const { oauth, users } = accounts;
    const { id, email } = await users.create({
      name: "Ada",
      email: "ada@example.com",
      password: GOOD_PASSWORD,
    });
    await users.deactivate(id);
    const request = new Request(ORIGIN, { method: "POST", headers: { origin: ORIGIN } });
    const asked = { provider: "github", next: "/", failed: "/sign-in", request, client: "192.0.2.1" };
    const { url, cookies } = await oauth.signIn(asked);

    const { app } = await createAuthServer({ accounts });
    const back = new URL(agree(url, { id: "4711", email }));
    const cookie = cookies.map((set) => set.split(";")[0]).join("; ");
    const headers = { host: back.host, cookie };
    const response = await app.inject({ url: `${back.pathname}${back.search}`, headers });
    expect(response.statusCode).toBe(302);
    expect(response.headers.location).toBe("/sign-in?error=auth.deactivated");
  });

  test("whoever comes back with nothing is led there as well", async () => {
    const accounts = await freshAuth({ providers: KEYS });
    const { app } = await createAuthServer({ accounts });
    const response = await app.inject({
      url: `${AUTH_PATH}/callback/github`,
      headers: { host: "localhost:8000" },
    });
    expect(response.statusCode).toBe(302);
    expect(response.headers.location).toMatch(/^\/sign-in\?error=state_not_found/);
  });

  test("what is refused elsewhere stays a problem", async () => {
    const accounts = await freshAuth({ providers: KEYS });
    const { app } = await createAuthServer({ accounts });
    const response = await app.inject({ method: "POST", url: `${AUTH_PATH}/sign-in/nothing` });
    expect(response.statusCode).toBe(404);
    expect(response.headers["content-type"]).toContain("application/problem+json");
  });
});
