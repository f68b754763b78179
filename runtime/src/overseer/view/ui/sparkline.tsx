import { type Point, sparklinePath } from "./sparkline-path.ts";

const VIEW_WIDTH = 240;
const VIEW_HEIGHT = 48;

interface SparklineProps {
  /** What it shows, in words, for those who cannot see it. */
  label: string;
  points: readonly Point[];
  from: number;
  to: number;
  top: number;
  threshold?: number | undefined;
}

/** A line over time, drawn by the server too: it needs no script and no measuring of the page. */
export function Sparkline({ label, points, from, to, top, threshold }: SparklineProps) {
  const { line, area } = sparklinePath(points, { from, to, top, width: VIEW_WIDTH, height: VIEW_HEIGHT });
  const limit = threshold === undefined ? undefined : VIEW_HEIGHT - (threshold / top) * VIEW_HEIGHT;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 -1 ${VIEW_WIDTH} ${VIEW_HEIGHT + 2}`}
      preserveAspectRatio="none"
      className="block h-12 w-full overflow-visible"
    >
      <path d={`M0 ${VIEW_HEIGHT}H${VIEW_WIDTH}`} className="stroke-line" vectorEffect="non-scaling-stroke" />
      <path d={area} className="fill-accent/10" />
      {limit !== undefined && (
        <path
          d={`M0 ${limit}H${VIEW_WIDTH}`}
          className="stroke-warning/70"
          strokeDasharray="2 3"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <path
        d={line}
        className="fill-none stroke-accent"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
