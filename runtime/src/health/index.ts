export type { ApplicationIdentity } from "./application.ts";
export {
  buildHealthGroups,
  type CapabilityHealth,
  type HealthGroupsOptions,
  type HealthResources,
} from "./build-groups.ts";
export type { Finding, HealthCheck, HealthGroup } from "./check.ts";
export { createCpuCheck } from "./checks/cpu.ts";
export { createDiskCheck, type WritableFolder } from "./checks/disk.ts";
export { createEventLoopCheck } from "./checks/event-loop.ts";
export { createMemoryCheck } from "./checks/memory.ts";
export { processCheck } from "./checks/process.ts";
export { judgeShare } from "./checks/threshold.ts";
export { createUserInterfaceCheck, type UserInterfaceOptions } from "./checks/user-interface.ts";
export { createHealth, type Health, type HealthOptions } from "./create-health.ts";
export { type FailingCheck, findFailingChecks } from "./failing-checks.ts";
export {
  type ApplicationFacts,
  applicationFacts,
  type HealthNode,
  type HealthReport,
  healthMetadata,
  healthNode,
  healthReport,
  type Readiness,
  readiness,
} from "./report.ts";
export { runCheck } from "./run-check.ts";
export { isStarting, START_PERIOD_SECONDS } from "./start-period.ts";
export { HEALTH_STATUSES, type HealthStatus, healthStatus, isPassing } from "./status.ts";
