import { defineConfig } from "vitest/config";

/** `npm run test:long`: what takes over two minutes. `npm test` holds a sample of each. */
export default defineConfig({
  test: {
    include: ["test/long/**/*.test.ts"],
    // A runaway limit, not a promise.
    testTimeout: 3_600_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 120_000 } },
    maxWorkers: 2,
  },
});
