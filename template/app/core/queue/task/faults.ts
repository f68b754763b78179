import { AppError } from "@aegis-stack/runtime/errors";
import type { z } from "zod";

export const unknownTask = (id: string) =>
  new AppError({
    code: "tasks.unknown",
    kind: "not-found",
    what: `There is no task ${id}.`,
    todo: "Check the id; tasks that ended long ago have been deleted.",
  });

/** One line for each field that is wrong. */
export const payloadFaults = ({ issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => `${path.join(".") || "payload"}: ${message}`);

export const invalidPayload = (name: string, error: z.ZodError) =>
  new AppError({
    code: "tasks.invalid-payload",
    kind: "invalid",
    what: `The payload is not valid for ${name}.`,
    todo: "Correct what is listed and enqueue it again.",
    details: payloadFaults(error),
  });

export const payloadTooLarge = (name: string, size: number, limit: number) =>
  new AppError({
    code: "tasks.payload-too-large",
    kind: "invalid",
    what: `The payload of ${name} has ${size} bytes, and at most ${limit} are taken.`,
    todo: "Store the data where it belongs and put its key into the payload.",
  });

/** @param losses what JSON cannot hold, a sentence each */
export const notJson = (name: string, losses: readonly string[], cause?: unknown) =>
  new AppError({
    code: "tasks.payload-not-json",
    kind: "invalid",
    what: `The payload of ${name} cannot be written as JSON.`,
    todo: "Put only texts, finite numbers, booleans, null, dates, lists and plain objects into it.",
    details: losses,
    cause,
  });

export const badDedupeKey = (name: string, cause?: unknown) =>
  new AppError({
    code: "tasks.bad-dedupe-key",
    kind: "internal",
    what: `The key of dedupe of ${name} is not a text with at least one letter.`,
    todo: "Correct dedupe.key of the contract: it is handed the payload as JSON leaves it, so a date is a text.",
    cause,
  });

export const invalidResult = (name: string, error: z.ZodError) =>
  new AppError({
    code: "tasks.invalid-result",
    kind: "internal",
    what: `The result that is kept of a task ${name} is not what its contract promises.`,
    todo: "It was kept by another version of the contract; enqueue the task again.",
    details: error.issues.map(({ path, message }) => `${path.join(".") || "result"}: ${message}`),
    cause: error,
  });
