import { expect, test } from "vitest";
import { AppError } from "../../errors/index.ts";
import { describeFault } from "./fault.ts";

test("each detail of a fault is a sentence of its own", () => {
  const details = ["title: is missing", "to: is not an address."];
  const error = new AppError({
    code: "a.b",
    category: "invalid",
    message: "It is not valid.",
    hint: "Correct it.",
    details,
  });
  expect(describeFault(error).message).toBe("It is not valid. title: is missing. to: is not an address.");
});
