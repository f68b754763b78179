import { expect, test } from "vitest";
import { AppError, type AppErrorOptions } from "./index.ts";

const OPTIONS: AppErrorOptions = {
  code: "notes.missing",
  category: "not-found",
  message: "There is no such note.",
  hint: "List the notes.",
};

class NoteError extends AppError {}

test("a subclass is an AppError, and an AppError is not of the subclass", () => {
  expect(new NoteError(OPTIONS) instanceof AppError).toBe(true);
  expect(new NoteError(OPTIONS) instanceof NoteError).toBe(true);
  expect(new AppError(OPTIONS) instanceof NoteError).toBe(false);
});

test.each([new Error("other"), { ...OPTIONS }, null, undefined, "text"])("%o is not an AppError", (value) => {
  expect(value instanceof AppError).toBe(false);
});
