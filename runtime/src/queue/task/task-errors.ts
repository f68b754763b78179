import type { z } from "zod";
import { AppError } from "../../errors/index.ts";

/** The error for an id that no task has. */
export const unknownTask = (id: string) =>
  new AppError({
    code: "tasks.unknown",
    category: "not-found",
    message: `There is no task ${id}.`,
    hint: "Check the id; tasks that ended long ago have been deleted.",
  });

/** One line for each field that is wrong. */
export const describeIssues = ({ issues }: z.core.$ZodError): string[] =>
  issues.map(({ path, message }) => `${path.join(".") || "payload"}: ${message}`);

/** The error for a payload that the contract refuses. */
export const invalidPayload = (name: string, error: z.core.$ZodError) =>
  new AppError({
    code: "tasks.invalid-payload",
    category: "invalid",
    message: `The payload is not valid for ${name}.`,
    hint: "Correct what is listed and enqueue it again.",
    details: describeIssues(error),
  });

/** The error for a payload above the limit of the contract. */
export const payloadTooLarge = (name: string, size: number, limit: number) =>
  new AppError({
    code: "tasks.payload-too-large",
    category: "invalid",
    message: `The payload of ${name} has ${size} bytes, and at most ${limit} are taken.`,
    hint: "Store the data where it belongs and put its key into the payload.",
  });

/** The error for a payload that JSON cannot represent. @param losses a sentence for each value that would be lost */
export const notJson = (name: string, losses: readonly string[], cause?: unknown) =>
  new AppError({
    code: "tasks.payload-not-json",
    category: "invalid",
    message: `The payload of ${name} cannot be written as JSON.`,
    hint: "Put only texts, finite numbers, booleans, null, dates, lists and plain objects into it.",
    details: losses,
    cause,
  });

/** The error for a contract whose dedupe key is no text. */
export const badDedupeKey = (name: string, cause?: unknown) =>
  new AppError({
    code: "tasks.bad-dedupe-key",
    category: "internal",
    message: `The key of dedupe of ${name} is not a text with at least one letter.`,
    hint: "Correct dedupe.key of the contract: it is handed the payload as JSON leaves it, so a date is a text.",
    cause,
  });

/** The error for a stored result that does not fit the contract. */
export const invalidResult = (name: string, error: z.core.$ZodError) =>
  new AppError({
    code: "tasks.invalid-result",
    category: "internal",
    message: `The result that is kept of a task ${name} is not what its contract promises.`,
    hint: "It was kept by another version of the contract; enqueue the task again.",
    details: error.issues.map(({ path, message }) => `${path.join(".") || "result"}: ${message}`),
    cause: error,
  });
