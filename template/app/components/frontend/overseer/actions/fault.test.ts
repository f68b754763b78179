import { AppError } from "@aegis-stack/runtime/errors";
import { expect, test } from "vitest";
import { faultOf } from "./fault.ts";

test("each detail of a fault is a sentence of its own", () => {
  const details = ["title: is missing", "to: is not an address."];
  const error = new AppError({
    code: "a.b",
    kind: "invalid",
    what: "It is not valid.",
    todo: "Correct it.",
    details,
  });
  expect(faultOf(error).what).toBe("It is not valid. title: is missing. to: is not an address.");
});
