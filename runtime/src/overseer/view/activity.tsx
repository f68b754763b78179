import type { MetricsSample } from "../../metrics/index.ts";
import { inWords, type Quantity } from "../format/quantity.ts";
import { type Chart, PROCESS_CHARTS, readingOf } from "./charts.ts";
import { CHART_WINDOW_MS } from "./live/state.ts";
import { useClock } from "./ui/clock.tsx";
import { Figure } from "./ui/figure.tsx";
import { Panel } from "./ui/panel.tsx";
import { RelativeTime } from "./ui/relative-time.tsx";
import { Sparkline } from "./ui/sparkline.tsx";

const NO_QUANTITY: Quantity = { value: "–", unit: "" };

/** What the process and its machine did in the last minutes. */
export function Activity({ samples }: { samples: readonly MetricsSample[] }) {
  const last = samples.at(-1);
  const aside = last ? (
    <>
      Last 5 minutes, measured <RelativeTime at={last.at} />
    </>
  ) : (
    "The first measurement follows in 2 s"
  );
  return (
    <Panel id="activity" title="Activity" aside={aside}>
      <ul className="-mr-px -mb-px grid grid-cols-2 lg:grid-cols-4">
        {PROCESS_CHARTS.map((chart) => (
          <Cell key={chart.name} chart={chart} samples={samples} />
        ))}
      </ul>
    </Panel>
  );
}

function Cell({ chart, samples }: { chart: Chart; samples: readonly MetricsSample[] }) {
  const { time } = useClock();
  const { latest, least, most, top } = readingOf(chart, samples);
  const show = (value: number | null) => (value === null ? NO_QUANTITY : chart.format(value));
  const to = samples.at(-1)?.at ?? time;
  const label = `${chart.name}: ${inWords(show(latest))}, between ${inWords(show(least))} and ${inWords(show(most))} in the last 5 minutes`;
  return (
    <li className="min-w-0 border-r border-b border-line p-4" title={chart.hint}>
      <div className="mb-3 justify-between gap-x-2 sm:flex sm:items-baseline">
        <h3 className="text-muted">{chart.name}</h3>
        <Figure quantity={show(latest)} strong />
      </div>
      <Sparkline
        label={label}
        points={samples.map((sample) => ({ at: sample.at, value: chart.read(sample) }))}
        from={to - CHART_WINDOW_MS}
        to={to}
        top={top}
        threshold={chart.threshold}
      />
      <p className="mt-2 flex flex-col justify-between gap-x-2 text-xs text-muted sm:flex-row">
        <span>
          min <Figure quantity={show(least)} />
        </span>
        <span>
          max <Figure quantity={show(most)} />
        </span>
      </p>
    </li>
  );
}
