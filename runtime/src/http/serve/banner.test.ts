import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { type BannerOptions, formatBanner } from "./banner.ts";

const shown = (options: Partial<BannerOptions> = {}) =>
  stripVTControlCharacters(
    formatBanner({
      name: "shop",
      version: "1.2.3",
      host: "127.0.0.1",
      url: "http://127.0.0.1:8000",
      isLocal: true,
      access: "",
      ...options,
    }),
  );

test("names the application, where it answers and who can reach it", () => {
  const text = shown();
  expect(text).toContain("shop 1.2.3");
  expect(text).toMatch(/Application +http:\/\/127\.0\.0\.1:8000\n/);
  expect(text).toMatch(/Overseer +http:\/\/127\.0\.0\.1:8000\/overseer\n/);
  expect(text).toMatch(/API reference +http:\/\/127\.0\.0\.1:8000\/docs\n/);
  expect(text).toContain("Only this machine can reach it.");
});

test("warns where others can reach it, and says who may see the operations pages", () => {
  const text = shown({ isLocal: false, access: "for admins who are signed in" });
  expect(text).toContain("Everyone in its networks can reach it.");
  expect(text).toMatch(/overseer +for admins who are signed in/);
});

test("says aloud that it is another port than the usual one", () => {
  expect(shown({ insteadOf: 8_000 })).toContain("Port 8000 is taken, so this is the next free one.");
});
