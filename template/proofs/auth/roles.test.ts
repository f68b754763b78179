import {
  createStaticHandler,
  type LoaderFunctionArgs,
  type MiddlewareFunction,
  RouterContextProvider,
} from "react-router";
import { expect, test } from "vitest";
import { signedIn as routeFor, userOf } from "#app/components/backend/protection/signed-in.ts";
import { signedIn as pageFor, userOf as visitorOf } from "#app/components/frontend/auth/guard.ts";
import { type PageContext, pageContext } from "#app/components/frontend/serve/context.ts";
import type { AuthService } from "#app/services/auth/auth-service.ts";
import { freshAuth, GOOD_PASSWORD } from "#app/services/auth/fresh-auth.fixture.ts";
import { ROLES, type Role } from "#app/services/auth/roles.ts";
import { listening, PASSWORD, testServer } from "../backend/test-server.ts";
import { browserAt } from "./browser.ts";
import { send } from "./send.ts";

/** Each role against each that may be asked for. */
const cases = ROLES.flatMap((has) => ROLES.map((needed) => ({ has, needed })));
const isEnough = (has: Role, needed: Role) => ROLES.indexOf(has) >= ROLES.indexOf(needed);

/** A server with a route for each role, and somebody of each role who can sign in. */
async function served() {
  const { auth, users } = await freshAuth();
  const { app } = await testServer({
    environment: { RATE_LIMIT: "100000", OVERSEER_PASSWORD: PASSWORD },
    services: { auth, users },
    routes: async (app) => {
      for (const role of ROLES)
        await app.register(async (own) => {
          own.addHook("preParsing", routeFor(auth, role));
          own.get(`/desk/${role}`, (request) => ({ email: userOf(request).email }));
        });
    },
  });
  for (const role of ROLES)
    await users.create({ name: role, email: `${role}@example.com`, password: GOOD_PASSWORD, role });
  const url = await listening(app);
  const browser = () => browserAt((path, given) => send(new URL(path, url), given), url.origin);
  return { auth, browser };
}

test.each(cases)("a route for $needed, asked for by $has", async ({ has, needed }) => {
  const visitor = (await served()).browser();
  expect(await visitor.send(`/desk/${needed}`)).toMatchObject({
    status: 401,
    json: { code: "auth.signed-out" },
  });
  await visitor.signIn(`${has}@example.com`);
  expect(await visitor.send(`/desk/${needed}`)).toMatchObject(
    isEnough(has, needed)
      ? { status: 200, json: { email: `${has}@example.com` } }
      : { status: 403, json: { code: "auth.forbidden" } },
  );
});

test.each(["/health", "/docs", "/openapi.json"])(
  "an account without the role that opens %s in a browser is led to the page that says so",
  async (path) => {
    const visitor = (await served()).browser();
    await visitor.signIn("user@example.com");
    const page = await visitor.send(path, { headers: { accept: "text/html,*/*" } });
    expect([page.status, page.headers.location]).toEqual([302, "/overseer"]);
    expect(await visitor.send(path)).toMatchObject({ status: 403, json: { code: "auth.forbidden" } });
  },
);

/** What a page for a role answers to whoever has this cookie. */
async function page(auth: AuthService, needed: Role, cookie: string): Promise<Response> {
  const context = new RouterContextProvider();
  const known: Partial<PageContext> = { session: async () => (await auth.identify(cookie)).session };
  context.set(pageContext, known as PageContext);
  const loader = ({ context: given }: LoaderFunctionArgs) => Response.json({ email: visitorOf(given).email });
  // React Router's own build takes these as they are; its handler for tests names the answer less closely.
  const middleware = pageFor(needed) as MiddlewareFunction<unknown>[];
  const handler = createStaticHandler([{ path: "/desk", middleware, loader, id: "desk" }]);
  const asked = new Request("http://localhost/desk", { headers: { cookie } });
  return handler.queryRoute(asked, {
    requestContext: context,
    generateMiddlewareResponse: (query) => query(asked),
  });
}

test.each(cases)("a page for $needed, asked for by $has", async ({ has, needed }) => {
  const { auth, browser } = await served();
  const stranger = await page(auth, needed, "");
  expect([stranger.status, stranger.headers.get("location")]).toEqual([302, "/sign-in?next=%2Fdesk"]);
  const visitor = browser();
  await visitor.signIn(`${has}@example.com`);
  const answer = await page(auth, needed, visitor.cookie());
  if (isEnough(has, needed)) expect(await answer.json()).toEqual({ email: `${has}@example.com` });
  else expect(answer.status).toBe(403);
});
