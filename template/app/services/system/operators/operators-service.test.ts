import { AppError } from "@aegis-stack/runtime/errors";
import { expect, test } from "vitest";
import { ATTEMPTS, WINDOW } from "./failed-attempts.ts";
import { OperatorsService } from "./operators-service.ts";

const PASSWORD = "a long enough password";
const CLIENT = "192.0.2.1";
const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const right = basic("admin", PASSWORD);
const wrong = basic("admin", "a wrong password");

function asked(operators: OperatorsService, authorization: string | undefined, client = CLIENT) {
  return operators.admit({ authorization, client, user: undefined }); // aegis:auth
  // return operators.admit({ authorization, client }); // aegis:!auth
}

/** In which modes no credential is asked for while none is set, and how one is asked for elsewhere. */
const [OPEN, REFUSED] = [["test"], "sign-in"] as const; // aegis:auth
// const [OPEN, REFUSED] = [["development", "test"], "credentials"] as const; // aegis:!auth

test.each(OPEN)("in %s everybody is admitted while no password is set", (mode) => {
  const operators = new OperatorsService({
    settings: { NODE_ENV: mode, OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: undefined },
  });
  expect(asked(operators, undefined)).toBe("granted");
  expect(asked(operators, wrong)).toBe("granted");
});

// #region aegis:!auth
// test("in production nobody is, while no password is set", () => { // aegis:!auth
//   const operators = new OperatorsService({ // aegis:!auth
//     settings: { NODE_ENV: "production", OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: undefined }, // aegis:!auth
//   }); // aegis:!auth
//   expect(operators.closed).toBe(true); // aegis:!auth
//   expect(asked(operators, undefined)).toBe("closed"); // aegis:!auth
//   expect(asked(operators, right)).toBe("closed"); // aegis:!auth
// }); // aegis:!auth
//  // aegis:!auth
// #endregion aegis:!auth
// #region aegis:auth
test.each(["development", "production"] as const)("in %s an admin who is signed in is admitted", (mode) => {
  const operators = new OperatorsService({
    settings: { NODE_ENV: mode, OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: undefined },
  });
  const user = { id: "1", name: "Ada", email: "ada@example.com", image: null };
  const admit = (role: "user" | "admin") =>
    operators.admit({ authorization: undefined, client: CLIENT, user: { ...user, role } });
  expect(admit("admin")).toBe("granted");
  expect(admit("user")).toBe("forbidden");
  expect(asked(operators, undefined)).toBe("sign-in");
  expect(asked(operators, right)).toBe("sign-in");
});

// #endregion aegis:auth
test.each(["development", "production"] as const)(
  "in %s a password must be given when one is set",
  (mode) => {
    const operators = new OperatorsService({
      settings: { NODE_ENV: mode, OVERSEER_PASSWORD: PASSWORD, MONITORING_TOKEN: undefined },
    });
    expect(asked(operators, undefined)).toBe(REFUSED);
    expect(asked(operators, wrong)).toBe(REFUSED);
    expect(asked(operators, basic("root", PASSWORD))).toBe(REFUSED);
    expect(asked(operators, "Bearer something")).toBe(REFUSED);
    expect(asked(operators, right)).toBe("granted");
  },
);

function guarded() {
  let time = 0;
  const operators = new OperatorsService({
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
  for (let count = 0; count < ATTEMPTS; count++) expect(attempt(wrong)).toBe(REFUSED);
  expect(attempt(right)).toMatchObject({
    code: "operators.too-many-attempts",
    kind: "limited",
    retryAfter: 60,
  });
  expect(attempt(undefined)).toBe(REFUSED);
  expect(attempt(right, "192.0.2.2")).toBe("granted");
  pass(WINDOW);
  expect(attempt(right)).toBe("granted");
});

test("to come without a password, and to be right, never adds up", () => {
  const { attempt } = guarded();
  for (let count = 0; count < 50; count++) {
    attempt(undefined);
    attempt(right);
  }
  for (let count = 0; count < ATTEMPTS - 1; count++) attempt(wrong);
  expect(attempt(right)).toBe("granted");
  for (let count = 0; count < ATTEMPTS - 1; count++) expect(attempt(wrong)).toBe(REFUSED);
});

const TOKEN = "a-token-of-the-monitoring";
const watching = () => {
  let time = 0;
  const operators = new OperatorsService({
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
    expect([wrong, asked(operators, wrong)]).toEqual([wrong, REFUSED]);
    pass(WINDOW);
  }
});

test.each(OPEN)(
  "in %s the monitoring token only reads, also while everybody else may do anything",
  (mode) => {
    const settings = { NODE_ENV: mode, OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: TOKEN };
    const operators = new OperatorsService({ settings });
    expect(asked(operators, `Bearer ${TOKEN}`)).toBe("read-only");
    expect(asked(operators, undefined)).toBe("granted");
  },
);

test("wrong tokens are counted, and the right token does not start the count of wrong passwords anew", () => {
  const { operators } = watching();
  for (let count = 0; count < ATTEMPTS; count++) asked(operators, "Bearer a-wrong-token-of-24-letters");
  expect(() => asked(operators, `Bearer ${TOKEN}`)).toThrow("Too many wrong passwords");

  const other = watching().operators;
  for (let count = 0; count < ATTEMPTS; count++) {
    expect(asked(other, wrong)).toBe(REFUSED);
    if (count < ATTEMPTS - 1) expect(asked(other, `Bearer ${TOKEN}`)).toBe("read-only");
  }
  expect(() => asked(other, right)).toThrow("Too many wrong passwords");
});
