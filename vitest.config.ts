import { defineConfig } from "vitest/config";

/** What is killed, cut off and put under load: promises in seconds, which are nobody's to keep while a machine is busy with all else. */
const PROOFS = ["auth", "worker", "mail", "scheduler", "serve", "database", "browser"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

/** Whole suites of applications, each of which takes every processor for itself. */
const SUITES = ["test/matrix/own-tests.test.ts", "test/matrix/grown-tests.test.ts"];

export default defineConfig({
  test: {
    // Nobody's promise, only so that what hangs comes to an end: spawned commands share two cores with everything else.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 120_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "code",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/**/*.test.ts", "bench/*.test.ts"],
          exclude: ["**/node_modules/**", ...PROOFS, ...SUITES],
          // Also the last processor: most of the time is spent waiting for commands and servers that were started.
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "proofs",
          include: PROOFS,
          // They wait for what they have started, for far longer than they compute.
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
