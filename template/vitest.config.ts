import { defineConfig } from "vitest/config";

// #region aegis:database|mail|redis
const globalSetup: string[] = [];
globalSetup.push("tests/database/run.ts"); // aegis:database
globalSetup.push("@aegis-stack/runtime/testing/redis"); // aegis:redis
globalSetup.push("@aegis-stack/runtime/testing/mail"); // aegis:mail

// #endregion
// aegis:vendored-runtime
// Node loads them itself, as it does for what the tests start: one instance for both.
// const VENDORED_RUNTIME = /\/runtime\/src\/(?!.*\.test\.ts$)/; // aegis:vendored-runtime

export default defineConfig({
  test: {
    // #region aegis:!vendored-runtime
    include: ["app/**/*.test.ts", "app/**/*.test.tsx", "tests/**/*.test.ts"],
    // #else
    // include: ["app/**/*.test.ts", "app/**/*.test.tsx", "tests/**/*.test.ts", "runtime/src/**/*.test.ts"],
    // server: { deps: { external: [VENDORED_RUNTIME] } },
    // #endregion
    env: { NODE_ENV: "test", LOG_LEVEL: "silent" },
    globalSetup, // aegis:database|mail|redis
    setupFiles: ["tests/database/setup.ts"], // aegis:database
    // Tests spend their time on processes and sockets; importing everything anew for each file would double it.
    isolate: false,
    // Also the last processor: much of the time is spent waiting for processes that were started.
    maxWorkers: "100%",
    restoreMocks: true,
    // Runaway limits, not promises: a busy machine must not make a test fail.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
