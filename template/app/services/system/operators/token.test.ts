import { expect, test } from "vitest";
import { OperatorsService } from "./operators-service.ts"; // aegis:auth
import { isSameToken } from "./token.ts";

const TOKEN = "the token of this start";

test.each([
  [`Bearer ${TOKEN}`, true],
  [`bearer  ${TOKEN}`, true],
  [`Bearer ${TOKEN}x`, false],
  ["Bearer ", false],
  [TOKEN, false],
  [`Basic ${TOKEN}`, false],
  [undefined, false],
])("%s holds the token: %s", (authorization, holds) => {
  expect(isSameToken(authorization, TOKEN)).toBe(holds);
});

// #region aegis:auth
test.each(["development", "production"] as const)("in %s a command with the token is let in", (mode) => {
  const settings = { NODE_ENV: mode, OVERSEER_PASSWORD: "a long enough password" };
  const operators = new OperatorsService({ settings, token: TOKEN });
  const admit = (authorization: string) =>
    operators.admit({ authorization, client: "127.0.0.1", user: undefined });
  // Wrong ones are of a server that has ended, so they are no attempts.
  for (let count = 0; count < 20; count++) expect(admit("Bearer of another start")).toBe("sign-in");
  expect(admit(`Bearer ${TOKEN}`)).toBe("granted");
  expect(
    new OperatorsService({ settings }).admit({
      authorization: `Bearer ${TOKEN}`,
      client: "",
      user: undefined,
    }),
  ).toBe("sign-in");
});
// #endregion aegis:auth
