import { AppError } from "@aegis-stack/runtime/errors";
import type { z } from "zod";

/** Parses what a user typed by a schema. @throws AppError `organisations.invalid` with the fault */
export function read<Value>(schema: z.ZodType<Value>, what: string, given: string): Value {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  throw new AppError({
    code: "organisations.invalid",
    category: "invalid",
    message: `${what} ${error.issues[0]?.message ?? "cannot be like that"}.`,
    hint: "Correct it and send it again.",
  });
}
