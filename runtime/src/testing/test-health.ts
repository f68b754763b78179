import { createHealth, type Health, type HealthOptions } from "../health/index.ts";

/** Creates the health of an application that is running, with these options in place of the example's. */
export const createTestHealth = (options: Partial<HealthOptions> = {}): Health =>
  createHealth({
    application: { name: "my-app", version: "0.1.0", environment: "test", root: import.meta.dirname },
    groups: [],
    phase: { current: "running" },
    ...options,
  });
