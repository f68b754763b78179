import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AuthServer, linkIn, startAuthServer } from "./auth-server.ts";
import { visitor } from "./visitor.ts";

const USER_PASSWORD = "four words in a row";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});

afterAll(() => server.stop());

const createVisitor = () => visitor(() => server.url);
const tokenIn = (path: string) => new URL(path, server.url).searchParams.get("token") ?? "";

/** Makes an account and confirms it. */
async function signUp(email: string, name = "Ada Lovelace") {
  const who = createVisitor();
  await who.send("/sign-up", { name, email, password: USER_PASSWORD });
  const link = linkIn(await server.mailTo(email));
  await who.send("/verify-email", { token: tokenIn(link), current: USER_PASSWORD });
  return who;
}

async function signIn(email: string, password = USER_PASSWORD) {
  const who = createVisitor();
  const { status } = await who.send("/sign-in", { email, password, remember: "on" });
  expect(status).toBe(302);
  return who;
}

describe("from the first page to an account", () => {
  const email = "walk@example.com";

  test("an account that another person has made is confirmed with a password of one's own", async () => {
    const theirs = "theirs@example.com";
    const stranger = createVisitor();
    await stranger.send("/sign-up", { name: "Eve", email: theirs, password: USER_PASSWORD });
    const link = linkIn(await server.mailTo(theirs));
    const owner = createVisitor();
    const token = tokenIn(link);
    const wrong = await owner.send(link, { token, form: "password", current: "not this one" });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain("not the password that the account was created with");
    const short = await owner.send(link, { token, form: "new-password", password: "short" });
    expect(short.text).toContain("The password is too short.");
    const own = "words of the owner";
    const confirmed = await owner.send(link, { token, form: "new-password", password: own });
    expect(confirmed.text).toContain("The address is confirmed.");
    expect((await stranger.send("/sign-in", { email: theirs, password: USER_PASSWORD })).status).toBe(401);
    expect((await owner.send("/sign-in", { email: theirs, password: own })).status).toBe(302);
  });

  test("an account is made, confirmed by a button, signed in to and out of", async () => {
    const who = createVisitor();
    expect((await who.get("/")).text).toContain("Create an account");
    const made = await who.send("/sign-up", { name: "Ada", email, password: USER_PASSWORD });
    expect(made.status).toBe(200);
    expect(made.text).toContain(`on its way to ${email}`);
    expect((await who.get("/account")).location).toBe("/sign-in?next=%2Faccount");

    const link = linkIn(await server.mailTo(email));
    const asked = await who.get(link);
    expect(asked.text).toContain("Set your own password");
    const early = await who.send("/sign-in", { email, password: USER_PASSWORD });
    expect(early.status).toBe(403);
    expect(early.text).toContain("not confirmed yet");
    const confirmed = await who.send("/verify-email", { token: tokenIn(link), current: USER_PASSWORD });
    expect(confirmed.text).toContain("The address is confirmed.");

    const signedIn = await who.send("/sign-in", { email, password: USER_PASSWORD, next: "/account" });
    expect(signedIn).toMatchObject({ status: 302, location: "/account" });
    const account = await who.get("/account");
    expect(account.text).toContain(email);
    expect(account.text).toContain("Firefox on Linux · this one");
    expect((await who.get("/")).text).toContain("Ada Account");

    const out = await who.send("/sign-out", {});
    expect(out.location).toBe("/sign-in?done=signed-out");
    expect((await who.get(out.location)).text).toContain("You are signed out.");
    expect((await who.get("/account")).status).toBe(302);
  });
});

describe("what a page says does not tell who has an account", () => {
  const [known, unknown] = ["known@example.com", "other@example.com"];
  beforeAll(() => signUp(known));

  test.each([
    ["/sign-up", { name: "Eve", password: USER_PASSWORD }],
    ["/sign-up", { name: "", password: USER_PASSWORD }],
    ["/sign-up", { name: "Eve\nBcc: x", password: USER_PASSWORD }],
    ["/sign-up", { name: "Eve", password: "short" }],
    ["/forgotten-password", {}],
  ])("%s with %o responds to both alike", async (path, fields) => {
    const responses = [];
    for (const email of [known, unknown]) {
      const { status, text } = await createVisitor().send(path, { email, ...fields });
      responses.push({ status, text: text.replaceAll(email, "ADDRESS") });
    }
    expect(responses[0]).toEqual(responses[1]);
  });
});

describe("a form that is refused", () => {
  test("holds again what was typed, but no password, and has the focus where it is to be corrected", async () => {
    const email = "ada@example.com";
    const { status, html, text } = await createVisitor().send("/sign-up", {
      name: "Ada",
      email,
      password: "short",
    });
    expect(status).toBe(400);
    expect(text).toContain("The password is too short.");
    expect(html).toMatch(/<input[^>]*name="name"[^>]*value="Ada"/);
    expect(html).toMatch(new RegExp(`<input[^>]*name="email"[^>]*value="${email}"`));
    expect(html).not.toContain('short"');
    const field = html.match(/<input[^>]*name="password"[^>]*>/)?.[0];
    expect(field).toMatch(/autofocus/i);
    expect(field).toContain('aria-invalid="true"');
    const messageId = field?.match(/aria-describedby="[^"]* ([^" ]+)"/)?.[1];
    expect(html).toContain(`role="status" id="${messageId}"`);
  });

  test("a wrong sign-in keeps the address, and says the same for everybody", async () => {
    await signUp("wrong@example.com");
    for (const email of ["wrong@example.com", "nobody@example.com"]) {
      const { status, html, text } = await createVisitor().send("/sign-in", {
        email,
        password: "not this one",
      });
      expect(status).toBe(401);
      expect(text).toContain("The e-mail address or the password is wrong.");
      expect(html).toContain(`value="${email}"`);
    }
  });

  test("from another site it does nothing", async () => {
    const who = await signUp("foreign@example.com");
    const headers = { origin: "https://evil.example" };
    const { status } = await who.send(
      "/sign-in",
      { email: "foreign@example.com", password: USER_PASSWORD },
      headers,
    );
    expect(status).toBe(403);
    expect(who.cookies.size).toBe(0);
  });
});

describe("a forgotten password", () => {
  test("is chosen anew, once, and ends every session", async () => {
    const email = "forgot@example.com";
    await signUp(email);
    const old = await signIn(email);
    const who = createVisitor();
    const asked = await who.send("/forgotten-password", { email });
    expect(asked.text).toContain(`on its way to ${email}`);
    const link = linkIn(await server.mailTo(email, 2));
    expect((await who.get(link)).text).toContain("Choose a new password");
    const token = tokenIn(link);

    const short = await who.send(link, { token, password: "short" });
    expect(short.text).toContain("The password is too short.");
    expect(short.html).toContain(`value="${token}"`);
    const set = await who.send(link, { token, password: "another four words" });
    expect(set.location).toBe("/sign-in?done=reset");
    expect((await who.get(set.location)).text).toContain("every session has ended");

    expect((await old.get("/account")).status).toBe(302);
    expect((await who.send("/sign-in", { email, password: USER_PASSWORD })).status).toBe(401);
    await signIn(email, "another four words");
    const again = await who.send(link, { token, password: "yet another four" });
    expect(again.status).toBe(400);
    expect(again.text).toContain("The link is not valid any more");
  });
});

test.each(["", "nonsense"])("the token %o confirms nothing", async (token) => {
  const { status, text } = await createVisitor().send("/verify-email", { token });
  expect(status).toBe(400);
  expect(text).toContain("The link is not valid any more");
});

test("after the sign-in no redirect leads to another site", async () => {
  const email = "next@example.com";
  await signUp(email);
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    const { location } = await createVisitor().send("/sign-in", { email, password: USER_PASSWORD, next });
    expect(location).toBe("/");
  }
  const who = await signIn(email);
  expect((await who.get("/sign-in?next=//evil.example")).location).toBe("/");
  expect((await who.get("/sign-up?next=/account")).location).toBe("/account");
});
