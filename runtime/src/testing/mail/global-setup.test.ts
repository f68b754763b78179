import { existsSync, readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { setup } from "./index.ts";

test("the tests of a run have an empty outbox of their own and no server, and it goes after them", () => {
  vi.stubEnv("MAIL_URL", "smtp://mail.example.com:587");
  vi.stubEnv("MAIL_OUTBOX", "data/outbox");
  const remove = setup();
  const { MAIL_URL, MAIL_OUTBOX = "" } = process.env;
  expect(MAIL_URL).toBeUndefined();
  expect(readdirSync(MAIL_OUTBOX)).toEqual([]);
  remove();
  expect(existsSync(MAIL_OUTBOX)).toBe(false);
  vi.unstubAllEnvs();
});
