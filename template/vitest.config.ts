import { defineConfig } from "vitest/config";

const globalSetup = ["tests/pages/build.ts"];
globalSetup.push("app/core/db/test-run.ts"); // aegis:database
globalSetup.push("app/core/redis/test-run.ts"); // aegis:redis
globalSetup.push("app/core/mail/test-run.ts"); // aegis:mail

export default defineConfig({
  test: {
    include: ["app/**/*.test.ts", "app/**/*.test.tsx", "tests/**/*.test.ts"],
    env: { NODE_ENV: "test", LOG_LEVEL: "silent" },
    globalSetup,
    setupFiles: ["app/core/db/test-setup.ts"], // aegis:database
    // Tests spend their time on processes and sockets; importing everything anew for each file would double it.
    isolate: false,
    // Also the last processor: much of the time is spent waiting for processes that were started.
    maxWorkers: "100%",
    restoreMocks: true,
    // Nobody's promise, only so that what hangs comes to an end: a busy machine must not make a test fail.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
