import { afterAll, beforeAll, expect, test } from "vitest";
import { type AuthServer, linkIn, startAuthServer } from "./auth-server.ts";
import { visitor } from "./visitor.ts";

const EMAIL = "ada@example.com";
const OPERATOR_PASSWORD = "four words in a row";

let server: AuthServer;

const createVisitor = () => visitor(() => server.url);

beforeAll(async () => {
  server = await startAuthServer();
  const who = createVisitor();
  await who.send("/sign-up", { name: "Ada", email: EMAIL, password: OPERATOR_PASSWORD });
  const token = new URL(linkIn(await server.mailTo(EMAIL)), server.url).searchParams.get("token") ?? "";
  await who.send("/verify-email", { token, current: OPERATOR_PASSWORD });
});

afterAll(() => server.stop());

async function signIn(password = OPERATOR_PASSWORD) {
  const who = createVisitor();
  const { location } = await who.send("/sign-in", { email: EMAIL, password, remember: "on" });
  expect(location).toBe("/");
  return who;
}

test.each(["GET", "POST"])(
  "%s without a session leads to the sign-in, as a document and as data",
  async (method) => {
    for (const path of ["/account", "/ACCOUNT/", "/account.data"]) {
      const response = await fetch(server.url + path, { method, redirect: "manual" });
      const text = `${response.headers.get("location")} ${await response.text()}`;
      expect(text).toContain("/sign-in?next=");
      expect(text).not.toContain(EMAIL);
    }
  },
);

test("a name is changed at once; one that cannot be is shown again beside what is wrong", async () => {
  const who = await signIn();
  const done = await who.send("/account", { form: "name", name: "Ada King" });
  expect(done.location).toBe("/account?done=name");
  expect((await who.get(done.location)).text).toContain("The name is changed.");
  expect((await who.get("/")).text).toContain("Ada King");
  const refused = await who.send("/account", { form: "name", name: "   " });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain("name: must not be empty");
  expect(refused.html.match(/<input[^>]*name="name"[^>]*>/)?.[0]).toMatch(/autofocus/i);
});

test("sessions are ended: one, all others, and everywhere", async () => {
  const [here, second, third, fourth] = [await signIn(), await signIn(), await signIn(), await signIn()];
  const { html, text } = await here.get("/account");
  expect(text.match(/· this one/g)).toHaveLength(1);
  // The newest first, after this one.
  const id = html.match(/name="session" value="([^"]+)"/)?.[1] ?? "";
  const one = await here.send("/account", { form: "session", session: id });
  expect((await here.get(one.location)).text).toContain("The session has ended.");
  expect((await fourth.get("/account")).status).toBe(302);
  expect((await third.get("/account")).status).toBe(200);
  await here.send("/account", { form: "other-sessions" });
  expect((await third.get("/account")).status).toBe(302);
  expect((await second.get("/account")).status).toBe(302);
  const again = await signIn();
  await here.send("/sign-out", { where: "everywhere" });
  expect((await again.get("/account")).status).toBe(302);
  expect((await here.get("/account")).status).toBe(302);
});

test("a new password ends every other session and is told by mail", async () => {
  const [here, elsewhere] = [await signIn(), await signIn()];
  const fields = { form: "password", current: "not this one", password: "another four words" };
  const wrong = await here.send("/account", fields);
  expect(wrong.text).toContain("The current password is wrong.");
  expect(wrong.html).not.toMatch(/not this one|another four words/);
  const done = await here.send("/account", { ...fields, current: OPERATOR_PASSWORD });
  const seen = await here.get(done.location);
  expect(seen.text).toContain("The password is changed, and every other session has ended.");
  expect(seen.text).toContain("· this one");
  expect((await elsewhere.get("/account")).status).toBe(302);
  expect((await server.mailTo(EMAIL, 2)).subject).toContain("was changed");
});

test("a form that is none of the page's does nothing", async () => {
  const who = await signIn("another four words");
  expect((await who.send("/account", { form: "constructor" })).location).toBe("/account");
  expect((await who.get("/account?done=constructor")).status).toBe(200);
});
