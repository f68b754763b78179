import { expect, test } from "vitest";
import { createAccountOperators } from "./create-operators.ts";
import { holdsToken } from "./secrets.ts";

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
  expect(holdsToken(authorization, TOKEN)).toBe(holds);
});

test.each(["development", "production"] as const)("in %s a command with the token is let in", (mode) => {
  const settings = {
    NODE_ENV: mode,
    OVERSEER_PASSWORD: "a long enough password",
    MONITORING_TOKEN: undefined,
  };
  const operators = createAccountOperators({ settings, token: TOKEN });
  const authorize = (authorization: string) =>
    operators.authorize({ authorization, client: "127.0.0.1", user: undefined });
  // Wrong ones are of a server that has ended, so they are no attempts.
  for (let count = 0; count < 20; count++) expect(authorize("Bearer of another start")).toBe("sign-in");
  expect(authorize(`Bearer ${TOKEN}`)).toBe("granted");
  expect(
    createAccountOperators({ settings }).authorize({
      authorization: `Bearer ${TOKEN}`,
      client: "",
      user: undefined,
    }),
  ).toBe("sign-in");
});
