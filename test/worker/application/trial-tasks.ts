import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { defineQueue } from "#app/core/queue/task/queue.ts";
import { defineTask } from "#app/core/queue/task/task.ts";
import { handle, type TaskContext } from "#app/core/queue/work/handler.ts";

/** Two queues, whose tasks a test recognises by their keys. CONCURRENCY says how many of them a worker runs at a time. */
export const queues = ["trial", "other"].map((name) =>
  defineQueue({ name, concurrency: Number(process.env.CONCURRENCY ?? 5) }),
);

const payload = z.object({ key: z.string(), work: z.number().default(0) });
const backoff = { first: 50, longest: 200 };

/** Killed again and again by chance, it must not run out of attempts: that has a proof of its own. */
export const work = defineTask({ name: "work", queue: "trial", payload, backoff, attempts: 20 });
export const elsewhere = defineTask({ name: "elsewhere", queue: "other", payload, backoff });
/** Blocks the event loop the first time. */
export const block = defineTask({ name: "block", queue: "trial", payload, backoff });
/** Kills its own process for the first so many times. */
export const poison = defineTask({ name: "poison", queue: "trial", payload, backoff, attempts: 3 });
/** Never settles, whatever it is told. */
export const hang = defineTask({
  name: "hang",
  queue: "trial",
  payload,
  backoff,
  attempts: 2,
  timeout: "1s",
});

export const contracts = [work, elsewhere, block, poison, hang];

/** Says what it does, a line each, with when. */
const say = (word: string, key: string, { taskId, attempt }: TaskContext) =>
  process.stdout.write(`@ ${word} ${key} ${taskId} ${attempt} ${Date.now()}\n`);

async function run({ key, work: length }: z.output<typeof payload>, context: TaskContext): Promise<void> {
  say("begin", key, context);
  await delay(length, undefined, { signal: context.signal });
  say("end", key, context);
}

export const handlers = [
  handle(work, run),
  handle(elsewhere, run),
  handle(block, ({ key, work: length }, context) => {
    say("begin", key, context);
    const end = Date.now() + (context.attempt === 1 ? length : 0);
    while (Date.now() < end);
    say("end", key, context);
  }),
  handle(poison, ({ key, work: times }, context) => {
    say("begin", key, context);
    if (context.attempt <= times) process.kill(process.pid, "SIGKILL");
    say("end", key, context);
  }),
  handle(hang, ({ key }, context) => {
    say("begin", key, context);
    return new Promise<never>(() => {});
  }),
];
