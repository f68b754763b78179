import {
  createStaticHandler,
  type LoaderFunctionArgs,
  type MiddlewareFunction,
  RouterContextProvider,
} from "react-router";
import { expect, test } from "vitest";
import type { Services } from "#app/components/backend/services.ts";
import { signedIn as pageFor, userOf as visitorOf } from "#app/components/frontend/auth/guard.ts";
import { type PageContext, pageContext } from "#app/components/frontend/serve/context.ts";
import { ROLE_NAMES, type Role } from "#app/services/auth/roles.ts";
import { OPERATOR_PASSWORD, testServer } from "../backend/test-server.ts";
import { freshAuth } from "./fresh-auth.ts";

/** Each role against each that may be asked for. */
const cases = ROLE_NAMES.flatMap((has) => ROLE_NAMES.map((needed) => ({ has, needed })));
const isEnough = (has: Role, needed: Role) => ROLE_NAMES.indexOf(has) >= ROLE_NAMES.indexOf(needed);

/** A server with a route for each role, and a user of each role who can sign in. */
async function served() {
  const { auth, users, sessionOf } = await freshAuth();
  const { app } = await testServer({
    environment: { RATE_LIMIT: "100000", OVERSEER_PASSWORD: OPERATOR_PASSWORD },
    services: { auth },
    routes: async (app) => {
      for (const role of ROLE_NAMES)
        await app.register(async (own) => {
          own.addHook("preParsing", auth.requireUser(role));
          own.get(`/desk/${role}`, (request) => ({ email: auth.getUser(request).email }));
        });
    },
  });
  const cookies = new Map<Role, string>();
  for (const role of ROLE_NAMES) {
    const { id } = await users.create({ name: role, email: `${role}@example.com`, role });
    cookies.set(role, await sessionOf(id));
  }
  /** Requests a path as a user with this role; without one as a client that is signed out. */
  const ask = (url: string, role?: Role, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { ...headers, ...(role && { cookie: cookies.get(role) ?? "" }) } });
  return { auth, ask, cookies };
}

test.each(cases)("a route for $needed, asked for by $has", async ({ has, needed }) => {
  const { ask } = await served();
  const signedOut = await ask(`/desk/${needed}`);
  expect([signedOut.statusCode, signedOut.json().code]).toEqual([401, "auth.signed-out"]);
  const response = await ask(`/desk/${needed}`, has);
  if (isEnough(has, needed)) expect(response.json()).toEqual({ email: `${has}@example.com` });
  else expect([response.statusCode, response.json().code]).toEqual([403, "auth.forbidden"]);
});

test.each(["/health", "/docs", "/openapi.json"])(
  "an account without the role that opens %s in a browser is led to the page that says so",
  async (path) => {
    const { ask } = await served();
    const page = await ask(path, "user", { accept: "text/html,*/*" });
    expect([page.statusCode, page.headers.location]).toEqual([302, "/overseer"]);
    const refused = await ask(path, "user");
    expect([refused.statusCode, refused.json().code]).toEqual([403, "auth.forbidden"]);
  },
);

/** The status of a page for a role with this cookie. */
async function page(auth: Services["auth"], needed: Role, cookie: string): Promise<Response> {
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
  const { auth, cookies } = await served();
  const stranger = await page(auth, needed, "");
  expect([stranger.status, stranger.headers.get("location")]).toEqual([302, "/sign-in?next=%2Fdesk"]);
  const response = await page(auth, needed, cookies.get(has) ?? "");
  if (isEnough(has, needed)) expect(await response.json()).toEqual({ email: `${has}@example.com` });
  else expect(response.status).toBe(403);
});
