export {
  type ApplicationUnderTest,
  type CommandOutcome,
  runCommand,
  type StartedApplication,
  startApplication,
} from "./application-process.ts";
export {
  createTestOutbox,
  findMailLink,
  type TestOutbox,
  type WaitForMailOptions,
} from "./mail/test-outbox.ts";
export { createManualMetrics, createSample, type ManualMetrics } from "./manual-metrics.ts";
export { createTestHealth } from "./test-health.ts";
export { waitForTask } from "./wait-for-task.ts";
