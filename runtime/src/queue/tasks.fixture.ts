import { z } from "zod";
import { AppError } from "../errors/index.ts";
import { defineTask } from "./task/define-task.ts";

/** A task that is tried three times, for tests. */
export const greet = defineTask({
  name: "greet",
  queue: "test",
  payload: z.object({ name: z.string().min(1), at: z.coerce.date().optional() }),
  result: z.object({ text: z.string() }),
  attempts: 3,
  backoff: { initial: 5, max: 10 },
});

/** What every other task of the tests has. */
export const taskOptions = (name: string) => ({ name, queue: "test", payload: z.object({ id: z.string() }) });

/** The code of the error that some work ends in. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error("it was accepted"),
    (thrown: unknown) => thrown,
  );
  return error instanceof AppError ? error.code : String(error);
}
