import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { defineQueue, defineTask, handle, type TaskContext } from "@aegis-stack/runtime/queue";
import { z } from "zod";

/** Two queues, whose tasks a test recognises by their keys. CONCURRENCY says how many of them a worker runs at a time. */
export const queues = ["trial", "other"].map((name) =>
  defineQueue({ name, concurrency: Number(process.env.CONCURRENCY ?? 5) }),
);

const payload = z.object({ key: z.string(), work: z.number().default(0) });
/** Not over before a file exists: the test decides how long the task takes, whatever the machine's speed. */
const gated = z.object({ key: z.string(), until: z.string() });
const POLL_INTERVAL_MS = 20;
const backoff = { initial: 50, max: 200 };

/** Killed again and again by chance, it must not run out of attempts: that has a proof of its own. */
export const work = defineTask({ name: "work", queue: "trial", payload, backoff, attempts: 20 });
export const elsewhere = defineTask({ name: "elsewhere", queue: "other", payload, backoff });
/** Blocks the event loop in the first attempt. */
export const block = defineTask({ name: "block", queue: "trial", payload: gated, backoff });
export const hold = defineTask({ name: "hold", queue: "trial", payload: gated, backoff });
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

export const contracts = [work, elsewhere, block, hold, poison, hang];

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
  handle(block, ({ key, until }, context) => {
    say("begin", key, context);
    const sleeper = new Int32Array(new SharedArrayBuffer(4));
    while (context.attempt === 1 && !existsSync(until)) Atomics.wait(sleeper, 0, 0, POLL_INTERVAL_MS);
    say("end", key, context);
  }),
  handle(hold, async ({ key, until }, context) => {
    say("begin", key, context);
    while (!existsSync(until)) await delay(POLL_INTERVAL_MS, undefined, { signal: context.signal });
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
