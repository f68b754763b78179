import { expect, test } from "vitest";
import { describeOperatorAccess, findExposure } from "./operator-access.ts";

const settings = (NODE_ENV: "development" | "production", hasAccounts: boolean) => ({
  NODE_ENV,
  OVERSEER_PASSWORD: undefined,
  hasAccounts,
});

test.each([true, false])(
  "a development server that the network can reach is warned of, and no other (accounts: %s)",
  (hasAccounts) => {
    const development = settings("development", hasAccounts);
    expect(findExposure({ isLocal: false }, development)).toContain("everyone in the networks");
    expect(findExposure({ isLocal: true }, development)).toBeUndefined();
    expect(findExposure({ isLocal: false }, settings("production", hasAccounts))).toBeUndefined();
  },
);

test("accounts open the operations pages in production, with or without a password for programs", () => {
  expect(describeOperatorAccess(settings("production", true))).toBe("for admins who are signed in");
});

test("without a password production keeps the operations pages closed", () => {
  expect(describeOperatorAccess(settings("production", false))).toContain(
    "closed until OVERSEER_PASSWORD is set",
  );
  expect(describeOperatorAccess(settings("development", false))).toBe("");
});
