import type { HealthCheck, HealthGroup } from "../../health/index.ts";
import { formatTimeAgo, MINUTE_MS } from "../../time/index.ts";
import type { TasksService } from "./tasks-service.ts";

/** A task that has waited for longer than this is worth a warning. */
const WAIT_WARNING_MS = MINUTE_MS;

/** A higher share of failed tasks is worth a warning. */
const FAILURE_WARNING_SHARE = 0.2;

/** What the health of the worker depends on besides its tasks. */
export interface WorkerHealthOptions {
  /** Whether this process started a moment ago, so that a worker may not have registered yet. */
  readonly isStarting: () => boolean;
}

/**
 * The health of queues and workers. No check is critical: a web process responds without a worker as well as with one, and
 * taking it out of service would not bring the worker back.
 */
export const createWorkerHealth = (
  tasks: TasksService,
  { isStarting }: WorkerHealthOptions,
): HealthGroup => ({
  name: "worker",
  checks: [queueServer(tasks), heartbeat(tasks, isStarting), queues(tasks)],
});

const queueServer = (tasks: TasksService): HealthCheck => ({
  name: "queue server",
  critical: false,
  async check() {
    const latency = Math.round((await tasks.ping()) * 10) / 10;
    const { engine, lasting } = tasks.store;
    const metadata = { engine, lasting, latency };
    const emptiedAt = await tasks.emptiedAt();
    if (emptiedAt !== undefined) {
      const ago = formatTimeAgo(Math.max(0, (await tasks.serverTime()) - emptiedAt));
      const message = `It came back empty ${ago}: the tasks that it kept are lost.`;
      return { status: "warning", message, metadata };
    }
    if (engine === "embedded") {
      const message = "Tasks are kept in an embedded database, which is for development only.";
      return { status: "info", message, metadata };
    }
    if (!lasting) return { status: "info", message: "Tasks are lost on restart.", metadata };
    return { status: "healthy", message: `Responds in ${latency} ms.`, metadata };
  },
});

/** By the heartbeat of its queue runners, since a process can exist and run no task. */
const heartbeat = (tasks: TasksService, isStarting: () => boolean): HealthCheck => ({
  name: "heartbeat",
  critical: false,
  async check() {
    const { queues: all, workers, trouble } = await tasks.queues();
    const alive = workers.filter((worker) => worker.alive);
    const unserved = all.filter((queue) => queue.workers === 0).map(({ name }) => name);
    const metadata = { workers: alive.length, lost: workers.length - alive.length };
    if (workers.length === 0 && isStarting())
      return { status: "info", message: "No worker has registered yet.", metadata };
    const silence = Math.min(...workers.map((worker) => worker.silence));
    const last = workers.length > 0 ? ` The last one was seen ${formatTimeAgo(silence)}.` : "";
    // A worker that cannot write its heartbeat may still run.
    if (trouble !== null) {
      const message = `The state of the workers is unknown: ${trouble}${last}`;
      return { status: "unhealthy", message, metadata };
    }
    if (alive.length === 0) {
      return { status: "unhealthy", message: `No worker is running, so no task is run.${last}`, metadata };
    }
    if (unserved.length > 0)
      return { status: "warning", message: `No worker serves: ${unserved.join(", ")}.`, metadata };
    const who = alive.length === 1 ? "One worker is" : `${alive.length} workers are`;
    if (alive.length < workers.length)
      return { status: "warning", message: `${who} running, and one was lost a moment ago.`, metadata };
    return { status: "healthy", message: `${who} running.`, metadata };
  },
});

const queues = (tasks: TasksService): HealthCheck => ({
  name: "queues",
  critical: false,
  async check() {
    const { queues: all } = await tasks.queues();
    const sum = (count: (queue: (typeof all)[number]) => number) =>
      all.reduce((total, queue) => total + count(queue), 0);
    const paused = all.filter((queue) => queue.paused).map(({ name }) => name);
    const oldest = Math.max(
      0,
      ...all.filter((queue) => !queue.paused).map(({ oldestWait }) => oldestWait ?? 0),
    );
    const failing = all.filter(({ failureRate }) => (failureRate ?? 0) > FAILURE_WARNING_SHARE);
    const metadata = {
      waiting: sum(({ waiting }) => waiting),
      delayed: sum(({ delayed }) => delayed),
      active: sum(({ active }) => active),
      failed: sum(({ failed }) => failed),
      oldest,
    };
    const warning = (message: string) => ({ status: "warning" as const, message, metadata });
    if (oldest > WAIT_WARNING_MS) return warning(`A task has been waiting since ${formatTimeAgo(oldest)}.`);
    if (failing.length > 0) {
      const rates = failing.map(
        ({ name, failureRate }) => `${name} (${Math.round((failureRate ?? 0) * 100)} %)`,
      );
      return warning(`Many tasks fail in: ${rates.join(", ")}.`);
    }
    if (paused.length > 0) return warning(`Paused: ${paused.join(", ")}.`);
    return {
      status: "healthy",
      message: `${metadata.waiting} waiting, ${metadata.active} active.`,
      metadata,
    };
  },
});
