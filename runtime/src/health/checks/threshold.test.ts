import { expect, test } from "vitest";
import { judgeShare } from "./threshold.ts";

test("a warning comes at four fifths of what is too much", () => {
  expect(judgeShare(0.71, 0.9)).toBe("healthy");
  expect(judgeShare(0.73, 0.9)).toBe("warning");
  expect(judgeShare(0.9, 0.9)).toBe("unhealthy");
});
