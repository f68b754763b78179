import { expect, test } from "vitest";
import { type Frame, sparklinePath } from "./sparkline-path.ts";

const frame: Frame = { from: 0, to: 10_000, top: 1, width: 100, height: 10 };

test("the lower edge is zero, the upper edge is the top, time goes to the right", () => {
  const { line, area } = sparklinePath(
    [
      { at: 0, value: 0 },
      { at: 5_000, value: 0.5 },
      { at: 10_000, value: 1 },
    ],
    frame,
  );
  expect(line).toBe("M0 10L50 5L100 0");
  expect(area).toBe("M0 10L0 10L50 5L100 0L100 10Z");
});

test("a value above the top is drawn at the top", () => {
  expect(sparklinePath([{ at: 0, value: 7 }], frame).line).toBe("M0 0");
});

test("the line breaks where nobody measured and where there is nothing to draw", () => {
  const points = [
    { at: 0, value: 0 },
    { at: 1_000, value: 0 },
    { at: 8_000, value: 0 },
    { at: 9_000, value: null },
    { at: 10_000, value: 0 },
  ];
  expect(sparklinePath(points, frame).line).toBe("M0 10L10 10M80 10M100 10");
});

test("what is older than the frame is not drawn", () => {
  expect(sparklinePath([{ at: -1, value: 1 }], frame)).toEqual({ line: "", area: "" });
});
