import { expect, test } from "vitest";
import { areSameCredentials, parseBasic } from "./secrets.ts";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

test("reads user and password; the password may hold colons and any letter", () => {
  expect(parseBasic(basic("admin:a:b:ü€"))).toEqual({ user: "admin", password: "a:b:ü€" });
  expect(parseBasic(basic("admin:").replace("Basic", "basic"))).toEqual({ user: "admin", password: "" });
});

test.each([
  undefined,
  "",
  "Basic",
  "Basic ",
  "Basic !!!",
  "Bearer abc",
  basic("no-colon"),
  `${basic("admin:x")} more`,
])("%j is no Basic header", (header) => {
  expect(parseBasic(header)).toBeUndefined();
});

test("only the same user and the same password are the same", () => {
  const expected = { user: "admin", password: "correct horse" };
  expect(areSameCredentials({ user: "admin", password: "correct horse" }, expected)).toBe(true);
  expect(areSameCredentials({ user: "admin", password: "correct hors" }, expected)).toBe(false);
  expect(areSameCredentials({ user: "Admin", password: "correct horse" }, expected)).toBe(false);
  expect(areSameCredentials({ user: "", password: "" }, expected)).toBe(false);
});
