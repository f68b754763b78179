import { defineConfig } from "vitest/config";
import { proofsIn, ROOT_TESTS } from "./test/suite/proofs.ts";

/** Whole suites of applications, each of which takes every processor for itself. */
const SUITES = ["test/matrix/own-tests.test.ts", "test/matrix/grown-tests.test.ts"];

/** They only run compilers, as many at a time as there are processors. */
const COMPILERS = ["test/matrix/checks.test.ts"];

/** Over two minutes each: `npm run test:long`, which has a configuration of its own. */
const LONG = "test/long/**";

/** What is started, killed, cut off and put under load, and whatever waits for something. */
const PROOFS = proofsIn(import.meta.dirname, ROOT_TESTS).filter(
  (file) => ![...SUITES, ...COMPILERS].includes(file) && !file.startsWith("test/long/"),
);

/** Tests of the runtime that neither start processes nor wait. */
const RUNTIME_TESTS = "runtime/src/**/*.test.ts";

const isRuntimeTest = (file: string): boolean => file.startsWith("runtime/");

/** What the tests of the runtime find: the environment and the servers that an application's tests find, too. */
const RUNTIME_ENVIRONMENT = {
  env: { NODE_ENV: "test", LOG_LEVEL: "silent" },
  globalSetup: ["runtime/src/testing/redis/index.ts", "runtime/src/testing/test-run.fixture.ts"],
};

export default defineConfig({
  test: {
    // A runaway limit, not a promise: spawned commands share two cores with everything else.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 120_000 } },
    reporters: process.env.CI ? ["default", "./test/suite/skip-reporter.ts"] : ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "code",
          include: [...ROOT_TESTS],
          exclude: ["**/node_modules/**", RUNTIME_TESTS, LONG, ...PROOFS, ...SUITES],
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "runtime",
          include: [RUNTIME_TESTS],
          exclude: PROOFS,
          ...RUNTIME_ENVIRONMENT,
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "proofs",
          include: PROOFS.filter((file) => !isRuntimeTest(file)),
          // They wait for what they have started, for far longer than they compute.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "runtime-proofs",
          include: PROOFS.filter(isRuntimeTest),
          ...RUNTIME_ENVIRONMENT,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "suites",
          include: SUITES,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
