import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** The test files of which `npm test` runs a sample of the cases, decided by themselves or by the looks of a page. */
const SAMPLED_FILES = globSync("test/*/*.test.ts").filter((file) =>
  /from ".*\/(sample|looks)\.ts"/.test(readFileSync(file, "utf8")),
);

/** `npm run test:long`: what takes over two minutes. `npm test` holds a sample of each. */
export default defineConfig({
  test: {
    include: ["test/long/**/*.test.ts", ...SAMPLED_FILES],
    env: { TEST_RUN: "long" },
    // A runaway limit, not a promise.
    testTimeout: 3_600_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 120_000 } },
    maxWorkers: 2,
  },
});
