export interface Point {
  at: number;
  /** Null where there is nothing to draw. */
  value: number | null;
}

export interface Frame {
  /** The moments at the left and at the right edge. */
  from: number;
  to: number;
  /** The value at the upper edge; the lower edge is zero. */
  top: number;
  width: number;
  height: number;
}

/** Where points lie further apart than this, in milliseconds, nothing was measured: the line breaks. */
const MAX_GAP_MS = 6_000;

/** The runs of points that one line connects. */
function runs(points: readonly Point[]): { at: number; value: number }[][] {
  const found: { at: number; value: number }[][] = [];
  let previous: number | undefined;
  for (const { at, value } of points) {
    if (value === null) {
      previous = undefined;
      continue;
    }
    const run = previous !== undefined && at - previous <= MAX_GAP_MS ? found.at(-1) : undefined;
    if (run) run.push({ at, value });
    else found.push([{ at, value }]);
    previous = at;
  }
  return found;
}

/** The line through the points, and the area below it, as SVG path data. What is above the top is cut off there. */
export function sparklinePath(points: readonly Point[], frame: Frame): { line: string; area: string } {
  const { from, to, top, width, height } = frame;
  const x = (at: number) => round(((at - from) / (to - from)) * width);
  const y = (value: number) => round(height - (Math.min(value, top) / top) * height);
  const drawn = runs(points.filter(({ at }) => at >= from)).map((run) => ({
    left: x(run[0]?.at ?? from),
    right: x(run.at(-1)?.at ?? to),
    line: run.map(({ at, value }) => `${x(at)} ${y(value)}`).join("L"),
  }));
  return {
    line: drawn.map(({ line }) => `M${line}`).join(""),
    area: drawn.map(({ left, right, line }) => `M${left} ${height}L${line}L${right} ${height}Z`).join(""),
  };
}

const round = (amount: number): number => Math.round(amount * 10) / 10;
