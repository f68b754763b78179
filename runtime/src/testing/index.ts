export { createTestOutbox, findMailLink, type TestOutbox, type WaitForMailOptions } from "./mail.ts";
export { createManualMetrics, createSample, type ManualMetrics } from "./manual-metrics.ts";
export { createTestHealth } from "./test-health.ts";
export { waitForTask } from "./wait-for-task.ts";
