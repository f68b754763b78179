import { expect, test } from "vitest";
import { AegisError, asAegisError, systemCode } from "./errors.ts";

test("a known failure keeps its code, its sentences and its exit code", () => {
  const error = new AegisError("name-missing", { message: "No name.", hint: "Give one." });
  expect(asAegisError(error)).toBe(error);
  expect(error).toMatchObject({ exitCode: 1, message: "No name.", hint: "Give one.", details: {} });
});

test("anything else is a fault of ours, with what to report", () => {
  for (const thrown of [new TypeError("boom"), "boom", null]) {
    const error = asAegisError(thrown);
    expect(error).toMatchObject({ code: "unexpected", exitCode: 3 });
    expect(error.details.stack).toBeTypeOf("string");
  }
});

test("the system's word for a failure", () => {
  expect(systemCode(Object.assign(new Error("no"), { code: "EACCES" }))).toBe("EACCES");
  expect(systemCode(new Error("no"))).toBeNull();
  expect(systemCode("EACCES")).toBeNull();
});
