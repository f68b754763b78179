import { describe, expect, test } from "vitest";
import { AppError } from "../errors/index.ts";
import type { OperatorAccess } from "./access.ts";
import {
  createAccountOperators,
  createOperators,
  type OperatorCaller,
  type OperatorsOptions,
} from "./create-operators.ts";
import { ATTEMPT_WINDOW_MS, MAX_ATTEMPTS } from "./failed-attempts.ts";

const PASSWORD = "a long enough password";
const CLIENT = "192.0.2.1";
const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const right = basic("admin", PASSWORD);
const wrong = basic("admin", "a wrong password");

interface AskedOperators {
  authorize(caller: OperatorCaller & { readonly user: undefined }): OperatorAccess;
}

const asked = (operators: AskedOperators, authorization: string | undefined, client = CLIENT) =>
  operators.authorize({ authorization, client, user: undefined });

/** In which modes no credential is required while none is set, and how one is requested elsewhere. */
const KINDS = [
  { kind: "with accounts", create: createAccountOperators, open: ["test"], refused: "sign-in" },
  {
    kind: "without accounts",
    create: createOperators as (options: OperatorsOptions) => AskedOperators,
    open: ["development", "test"],
    refused: "credentials",
  },
] as const;

test("in production no one is, while no password is set", () => {
  const operators = createOperators({
    settings: { NODE_ENV: "production", OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: undefined },
  });
  expect(operators.isClosed).toBe(true);
  expect(asked(operators, undefined)).toBe("closed");
  expect(asked(operators, right)).toBe("closed");
});

test.each(["development", "production"] as const)("in %s an admin who is signed in is admitted", (mode) => {
  const operators = createAccountOperators({
    settings: { NODE_ENV: mode, OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: undefined },
  });
  const user = { id: "1", name: "Ada", email: "ada@example.com", image: null };
  const authorize = (role: "user" | "admin") =>
    operators.authorize({ authorization: undefined, client: CLIENT, user: { ...user, role } });
  expect(authorize("admin")).toBe("granted");
  expect(authorize("user")).toBe("forbidden");
  expect(asked(operators, undefined)).toBe("sign-in");
  expect(asked(operators, right)).toBe("sign-in");
});

describe.each(KINDS)("$kind", ({ create, open, refused }) => {
  test.each(open)("in %s everybody is admitted while no password is set", (mode) => {
    const operators = create({
      settings: { NODE_ENV: mode, OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: undefined },
    });
    expect(asked(operators, undefined)).toBe("granted");
    expect(asked(operators, wrong)).toBe("granted");
  });

  test.each(["development", "production"] as const)(
    "in %s a password must be given when one is set",
    (mode) => {
      const operators = create({
        settings: { NODE_ENV: mode, OVERSEER_PASSWORD: PASSWORD, MONITORING_TOKEN: undefined },
      });
      expect(asked(operators, undefined)).toBe(refused);
      expect(asked(operators, wrong)).toBe(refused);
      expect(asked(operators, basic("root", PASSWORD))).toBe(refused);
      expect(asked(operators, "Bearer something")).toBe(refused);
      expect(asked(operators, right)).toBe("granted");
    },
  );

  function guarded() {
    let time = 0;
    const operators = create({
      settings: { NODE_ENV: "production", OVERSEER_PASSWORD: PASSWORD, MONITORING_TOKEN: undefined },
      now: () => time,
    });
    const attempt = (authorization: string | undefined, client = CLIENT) => {
      try {
        return asked(operators, authorization, client);
      } catch (error) {
        if (error instanceof AppError) return error;
        throw error;
      }
    };
    const pass = (milliseconds: number) => {
      time += milliseconds;
    };
    return { attempt, pass };
  }

  test("after ten wrong passwords even the right one has to wait, for that client alone", () => {
    const { attempt, pass } = guarded();
    for (let count = 0; count < MAX_ATTEMPTS; count++) expect(attempt(wrong)).toBe(refused);
    expect(attempt(right)).toMatchObject({
      code: "operators.too-many-attempts",
      category: "limited",
      retryAfter: 60,
    });
    expect(attempt(undefined)).toBe(refused);
    expect(attempt(right, "192.0.2.2")).toBe("granted");
    pass(ATTEMPT_WINDOW_MS);
    expect(attempt(right)).toBe("granted");
  });

  test("to come without a password, and to be right, never adds up", () => {
    const { attempt } = guarded();
    for (let count = 0; count < 50; count++) {
      attempt(undefined);
      attempt(right);
    }
    for (let count = 0; count < MAX_ATTEMPTS - 1; count++) attempt(wrong);
    expect(attempt(right)).toBe("granted");
    for (let count = 0; count < MAX_ATTEMPTS - 1; count++) expect(attempt(wrong)).toBe(refused);
  });

  const TOKEN = "a-token-of-the-monitoring";
  const watching = () => {
    let time = 0;
    const operators = create({
      settings: { NODE_ENV: "production", OVERSEER_PASSWORD: PASSWORD, MONITORING_TOKEN: TOKEN },
      now: () => time,
    });
    const pass = (milliseconds: number) => {
      time += milliseconds;
    };
    return { operators, pass };
  };

  test("the monitoring token reads, as bearer token and as password, and nothing else is one", () => {
    const { operators, pass } = watching();
    expect(asked(operators, `Bearer ${TOKEN}`)).toBe("read-only");
    for (const user of ["monitoring", "admin", ""]) {
      expect(asked(operators, basic(user, TOKEN))).toBe("read-only");
    }
    expect(asked(operators, right)).toBe("granted");
    const wrongs = [
      basic("monitoring", PASSWORD),
      basic("monitoring", `${TOKEN}x`),
      `Bearer ${TOKEN}x`,
      `Bearer ${PASSWORD}`,
      `Basic ${TOKEN}`,
      TOKEN,
    ];
    for (const wrong of wrongs) {
      expect([wrong, asked(operators, wrong)]).toEqual([wrong, refused]);
      pass(ATTEMPT_WINDOW_MS);
    }
  });

  test.each(open)(
    "in %s the monitoring token only reads, also while everybody else may do anything",
    (mode) => {
      const settings = { NODE_ENV: mode, OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: TOKEN };
      const operators = create({ settings });
      expect(asked(operators, `Bearer ${TOKEN}`)).toBe("read-only");
      expect(asked(operators, undefined)).toBe("granted");
    },
  );

  test("wrong tokens are counted, and the right token does not start the count of wrong passwords anew", () => {
    const { operators } = watching();
    for (let count = 0; count < MAX_ATTEMPTS; count++) asked(operators, "Bearer a-wrong-token-of-24-letters");
    expect(() => asked(operators, `Bearer ${TOKEN}`)).toThrow("Too many wrong passwords");

    const other = watching().operators;
    for (let count = 0; count < MAX_ATTEMPTS; count++) {
      expect(asked(other, wrong)).toBe(refused);
      if (count < MAX_ATTEMPTS - 1) expect(asked(other, `Bearer ${TOKEN}`)).toBe("read-only");
    }
    expect(() => asked(other, right)).toThrow("Too many wrong passwords");
  });
});
