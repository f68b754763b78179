import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createSignatureCheck, isSigned, signValue } from "./signed-values.ts";

const SECRET = "the secret of these tests";

const sign = (token: string, secret = SECRET) =>
  `${token}.${encodeURIComponent(createHmac("sha256", secret).update(token).digest("base64"))}`;

const WRONG_VALUES = [
  ["another secret's signature", sign("token", "another secret")],
  ["another token's signature", `token.${sign("other").split(".")[1]}`],
  ["a shortened signature", sign("token").slice(0, -1)],
  ["no signature", "token"],
  ["nothing at all", ""],
] as const;

test.each(WRONG_VALUES)("%s is refused, before and after a right one was remembered", (_label, value) => {
  const check = createSignatureCheck(() => SECRET);
  for (let round = 0; round < 2; round++) {
    expect(check(value)).toBe(false);
    expect(isSigned(value, SECRET)).toBe(false);
    expect(check(sign("token"))).toBe(true);
    expect(check(sign("other"))).toBe(true);
  }
});

test("with another secret what was remembered counts no longer, and counts again with its own", () => {
  let secret = SECRET;
  const check = createSignatureCheck(() => secret);
  expect(check(sign("token"))).toBe(true);
  secret = "a new secret";
  expect(check(sign("token"))).toBe(false);
  expect(check(sign("token", secret))).toBe(true);
  secret = SECRET;
  expect(check(sign("token"))).toBe(true);
});

test("more cookies than are remembered are all accepted", () => {
  const check = createSignatureCheck(() => SECRET);
  const values = Array.from({ length: 2_500 }, (_, index) => sign(`token-${index}`));
  for (const value of [...values, ...values]) expect(check(value)).toBe(true);
});

test("what is signed here passes the check", () => {
  const value = signValue("token", SECRET);
  expect(value).toBe(sign("token"));
  expect(isSigned(value, SECRET)).toBe(true);
});
