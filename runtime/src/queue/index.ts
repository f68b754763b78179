export { createQueue, type Queue, type QueueOperations, type QueueOptions } from "./create-queue.ts";
export { createWorker, type WorkerOptions } from "./create-worker.ts";
export { defineWorker, type WorkerDefinition } from "./define-worker.ts";
export {
  type AddOutcome,
  type ConsumeOptions,
  type Consumer,
  Discard,
  type NewTask,
  type Page,
  type QueueEngine,
  Requeue,
  type Retention,
  TASK_STATES,
  type TakenTask,
  type TaskHead,
  type TaskRecord,
  type TaskState,
} from "./engine.ts";
export type {
  EmbeddedQueueOptions,
  PostgresQueueOptions,
  QueueRedis,
  QueueRedisCommands,
  RedisQueueOptions,
} from "./engine-options.ts";
export {
  createEmbeddedQueueEngine,
  createPostgresQueueEngine,
  createRedisQueueEngine,
} from "./engines.ts";
export { type AfterCommit, createEnqueuer, type Enqueued, type Enqueuer } from "./enqueuer.ts";
export { loadTestHandler } from "./load-test/load-test-handler.ts";
export {
  type LoadTestReport,
  loadTestReport,
  MAX_LOAD_TEST_TASKS,
  type Quantiles,
  type StartedLoadTest,
  startedLoadTest,
} from "./load-test/load-test-reports.ts";
export { LoadTestService } from "./load-test/load-test-service.ts";
export { type LoadKind, loadKind, loadTestTask } from "./load-test/load-test-task.ts";
export { createMemoryQueueEngine } from "./memory/memory-engine.ts";
export * from "./operations/reports.ts";
export { type TaskFilter, TasksService, type TasksServiceOptions } from "./operations/tasks-service.ts";
export { currentRequestId, runWithRequestId } from "./request-id.ts";
export { type CancelOutcome, createTaskResults, type TaskResult, type TaskResults } from "./results.ts";
export { createRedisQueueSettings } from "./settings.ts";
export { defineQueue, type QueueDefinition, type QueueLimits } from "./task/define-queue.ts";
export {
  type Backoff,
  type Dedupe,
  defineTask,
  type RetentionOptions,
  type Task,
  type TaskOptions,
} from "./task/define-task.ts";
export type { EnqueueOptions } from "./task/prepare-task.ts";
export { type Handler, handle, type TaskContext } from "./work/handler.ts";
export { WORKER_PREFIX } from "./work/registry.ts";
