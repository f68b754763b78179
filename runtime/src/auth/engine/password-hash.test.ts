import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash.ts";

const password = "a good long password";

test("a hash is Argon2id with a salt of its own, and says what it cost", async () => {
  const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

test("only the password that it was made of fits", async () => {
  const hash = await hashPassword(password);
  expect(await verifyPassword({ hash, password })).toBe(true);
  expect(await verifyPassword({ hash, password: `${password} ` })).toBe(false);
  expect(await verifyPassword({ hash, password: "" })).toBe(false);
});

test("letters that look the same are the same, however they are put together", async () => {
  const hash = await hashPassword("caf\u00e9 au lait");
  expect(await verifyPassword({ hash, password: "cafe\u0301 au lait" })).toBe(true);
});
