const VIEW_HEIGHT = 48;
const BAR_WIDTH = 8;
const BAR_GAP = 2;

/** A value that is above nothing shows at least so much. */
const MIN_BAR_HEIGHT = 1;

interface DayBarsProps {
  /** What it shows, in words, for those who cannot see it. */
  label: string;
  /** One for each day, the oldest first; null where it is unknown. */
  values: readonly (number | null)[];
}

/** A bar for each day, drawn by the server too. An unknown value is a mark on the line, and not a bar without height. */
export function DayBars({ label, values }: DayBarsProps) {
  const top = Math.max(1, ...values.flatMap((value) => value ?? []));
  const width = values.length * (BAR_WIDTH + BAR_GAP) - BAR_GAP;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${VIEW_HEIGHT + 2}`}
      preserveAspectRatio="none"
      className="block h-12 w-full"
    >
      <path d={`M0 ${VIEW_HEIGHT}H${width}`} className="stroke-line" vectorEffect="non-scaling-stroke" />
      <path
        d={values.map((value, index) => (value ? drawBar(index, value / top) : "")).join("")}
        className="fill-accent"
      />
      <path
        d={values.map((value, index) => (value === null ? drawMark(index) : "")).join("")}
        className="fill-muted"
      />
    </svg>
  );
}

function drawBar(index: number, share: number): string {
  const height = Math.max(MIN_BAR_HEIGHT, Math.round(share * VIEW_HEIGHT * 10) / 10);
  return `M${index * (BAR_WIDTH + BAR_GAP)} ${VIEW_HEIGHT}v-${height}h${BAR_WIDTH}v${height}Z`;
}

const drawMark = (index: number): string =>
  `M${index * (BAR_WIDTH + BAR_GAP)} ${VIEW_HEIGHT}h${BAR_WIDTH}v2h-${BAR_WIDTH}Z`;
