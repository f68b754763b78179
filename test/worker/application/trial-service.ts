import { createInterface } from "node:readline";
import { AppError } from "@aegis-stack/runtime/errors";
import { TasksService } from "@aegis-stack/runtime/queue";
import { queue } from "#app/core/queue.ts";
import { contracts, queues } from "./trial-tasks.ts";

/**
 * The service of the tasks, asked by a test: a line of JSON in, [number, method, ...arguments], and one out,
 * [number, milliseconds, answer, error's code].
 */
const service = new TasksService({ engine: queue.engine, queues, contracts });

/** A clock that stands still while this process gets no processor. */
const TICK = 5;
let ticks = 0;
setInterval(() => {
  ticks += 1;
}, TICK);

async function call(method: string, given: unknown[]): Promise<unknown> {
  const named: unknown = Reflect.get(service, method);
  if (typeof named !== "function") throw new TypeError(`no method ${method}`);
  return Reflect.apply(named, service, given);
}

for await (const line of createInterface({ input: process.stdin })) {
  const [id, method, ...given] = JSON.parse(line);
  const begin = ticks;
  const say = (answer: unknown, code?: string) =>
    process.stdout.write(`${JSON.stringify([id, (ticks - begin) * TICK, answer ?? null, code ?? null])}\n`);
  void call(method, given).then(
    (answer) => say(answer),
    (error: unknown) => say(null, error instanceof AppError ? error.code : String(error)),
  );
}
process.exit();
