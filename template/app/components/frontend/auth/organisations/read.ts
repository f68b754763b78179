import { AppError } from "@aegis-stack/runtime/errors";
import type { z } from "zod";

/** What somebody typed, as a schema lets it be. @throws AppError `organisations.invalid` with what is wrong */
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
