import { expect, test } from "vitest";
import { compare, median, tableOf } from "./ratio.ts";

test("the median of an odd and of an even number of figures", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("compares within a round, so a machine that slows down changes no ratio", async () => {
  let slowness = 1;
  const standings = await compare(
    [
      { name: "reference", measure: () => 10 * slowness },
      { name: "thrice", measure: () => 30 * slowness++ },
    ],
    4,
  );
  expect(standings[1]).toMatchObject({ name: "thrice", ratio: 3, lowest: 3, highest: 3 });
});

test("leaves the round that warms up out", async () => {
  let round = 0;
  const standings = await compare([{ name: "only", measure: () => (round++ === 0 ? 1_000 : 5) }], 3);
  expect(standings[0]?.figure).toBe(5);
});

test("prints a table", () => {
  const standing = { name: "a", figure: 12.34, ratio: 1, lowest: 1, highest: 1 };
  expect(tableOf("Start", "ms", [standing])).toContain("| a | 12.3 | 1.00 | 1.00 to 1.00 |");
});
