import { AppError } from "../../errors/index.ts";
import type { QueueDefinition } from "./define-queue.ts";
import type { Task } from "./define-task.ts";

/** setTimeout takes no more: 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The highest payload limit: every payload is in the memory of the queue's server. */
const MAX_PAYLOAD_BYTES = 5_000_000;

/**
 * Checks every queue and every contract before the first task runs.
 *
 * @throws AppError `tasks.invalid` with every error of all of them
 */
export function checkTasks(queues: readonly QueueDefinition[], tasks: readonly Task[]): void {
  const details = [
    ...queues.flatMap((queue, index) =>
      queueFaults(queue, queues.slice(0, index)).map((fault) => `queue ${queue.name || index + 1}: ${fault}`),
    ),
    ...tasks.flatMap((task, index) =>
      taskFaults(task, tasks.slice(0, index), queues).map((fault) => `${task.name || index + 1}: ${fault}`),
    ),
  ];
  if (details.length === 0) return;
  throw new AppError({
    code: "tasks.invalid",
    category: "invalid",
    message: "Some queues or tasks are not defined well, so no task is run.",
    hint: "Correct app/core/queue.ts, or the file where the task is defined.",
    details,
  });
}

function queueFaults(queue: QueueDefinition, before: readonly QueueDefinition[]): string[] {
  const { demand, faults } = faultList();
  demand(isName(queue.name), "the name must be kebab-case, at most 40 characters");
  demand(!before.some(({ name }) => name === queue.name), "another queue has the same name");
  demand(isWhole(queue.concurrency, 1, 1_000), "concurrency must be a whole number from 1 to 1000");
  demand(isLength(queue.timeLimit), 'timeLimit must be a duration above 0, at most "24d"');
  const limit = queue.rateLimit;
  if (limit) {
    demand(
      isWhole(limit.count, 1, 1_000_000),
      "the count of rateLimit must be a whole number from 1 to 1000000",
    );
    demand(isLength(limit.within), 'within of rateLimit must be a duration above 0, such as "1s"');
  }
  return faults;
}

function taskFaults(task: Task, before: readonly Task[], queues: readonly QueueDefinition[]): string[] {
  const { demand, faults } = faultList();
  demand(isName(task.name), "the name must be kebab-case, at most 40 characters");
  demand(!before.some(({ name }) => name === task.name), "another task has the same name");
  demand(
    queues.some(({ name }) => name === task.queue),
    `there is no queue "${task.queue}"`,
  );
  demand(isWhole(task.attempts, 1, 100), "attempts must be a whole number from 1 to 100");
  demand(
    isLength(task.backoff.initial) && task.backoff.max >= task.backoff.initial && isLength(task.backoff.max),
    "backoff must grow from a duration above 0 to one that is no shorter",
  );
  demand(isLength(task.timeout), 'timeout must be a duration above 0, at most "24d"');
  const within = task.dedupe?.within;
  demand(
    within === undefined || isLength(within),
    'within of dedupe must be a duration above 0, such as "1m"',
  );
  for (const { age, count } of [task.retention.completed, task.retention.failed]) {
    demand(
      age > 0 && isWhole(count, 1, 1_000_000),
      "retention must be a duration above 0 and a count of 1 or more",
    );
  }
  demand(
    isWhole(task.payloadLimit, 1, MAX_PAYLOAD_BYTES),
    `payloadLimit must be a whole number of bytes, at most ${MAX_PAYLOAD_BYTES}`,
  );
  return faults;
}

function faultList() {
  const faults: string[] = [];
  return {
    faults,
    demand(holds: boolean, fault: string) {
      if (!holds) faults.push(fault);
    },
  };
}

const isName = (text: string) => /^[a-z][a-z0-9-]{0,39}$/.test(text);

const isLength = (length: number) => length > 0 && length <= MAX_TIMER_MS;

const isWhole = (number: number, least: number, most: number) =>
  Number.isInteger(number) && number >= least && number <= most;
