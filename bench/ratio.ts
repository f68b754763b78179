/** The middle of some figures; the mean of the two in the middle of an even number. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (upper === undefined || lower === undefined) throw new Error("the median of nothing");
  return (upper + lower) / 2;
}

export interface Contestant {
  name: string;
  /** One measurement: milliseconds, requests a second, whatever is compared. */
  measure(): Promise<number> | number;
}

export interface Standing {
  name: string;
  /** The median of its own figures. */
  figure: number;
  /** The median, over the rounds, of its figure to the first contestant's in the same round. */
  ratio: number;
  lowest: number;
  highest: number;
}

/**
 * Measures all contestants in turn, round by round, and compares each with the first of the same round. A machine
 * that other work slows down slows all of a round alike, so ratios hold where single figures do not.
 * The first round warms up and is not counted.
 */
export async function compare(contestants: readonly Contestant[], rounds: number): Promise<Standing[]> {
  const figures = contestants.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { measure }] of contestants.entries()) {
      const figure = await measure();
      if (round > 0) figures[index]?.push(figure);
    }
  }
  const reference = figures[0] ?? [];
  return contestants.map(({ name }, index) => {
    const own = figures[index] ?? [];
    const ratios = own.map((figure, round) => figure / (reference[round] ?? Number.NaN));
    return {
      name,
      figure: median(own),
      ratio: median(ratios),
      lowest: Math.min(...ratios),
      highest: Math.max(...ratios),
    };
  });
}

/** A table for people, and for a closing note. */
export function tableOf(title: string, unit: string, standings: readonly Standing[]): string {
  const rows = standings.map(({ name, figure, ratio, lowest, highest }) => [
    name,
    figure < 100 ? figure.toFixed(1) : figure.toFixed(0),
    ratio.toFixed(2),
    `${lowest.toFixed(2)} to ${highest.toFixed(2)}`,
  ]);
  const table = [["", unit, "ratio", "range"], ["---", "---:", "---:", "---:"], ...rows];
  return [`## ${title}`, "", ...table.map((row) => `| ${row.join(" | ")} |`), ""].join("\n");
}
