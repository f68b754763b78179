import { formatNumber, inWords } from "../../format/quantity.ts";
import type { AiDay } from "../../pages/ai.ts";
import { Panel } from "../ui/panel.tsx";
import { formatUsd } from "./cost.ts";
import { DayBars } from "./day-bars.tsx";

interface UsageChart {
  name: string;
  read(day: AiDay): number | null;
  format(value: number): string;
}

const USAGE_CHARTS: readonly UsageChart[] = [
  { name: "Requests", read: ({ requests }) => requests, format: formatNumber },
  { name: "Failed requests", read: ({ failed }) => failed, format: formatNumber },
  { name: "Tokens", read: ({ tokens }) => tokens, format: formatNumber },
  {
    name: "Cost",
    read: ({ costMicroUsd }) => costMicroUsd,
    format: (microUsd) => inWords(formatUsd(microUsd)),
  },
];

/** Requests, tokens and cost of each day. The table below has the same numbers by model. */
export function UsageCharts({ days }: { days: readonly AiDay[] }) {
  return (
    <Panel id="activity" title="Activity" aside={`Last ${days.length} days, in UTC`}>
      <ul className="-mr-px -mb-px grid grid-cols-2 lg:grid-cols-4">
        {USAGE_CHARTS.map((chart) => (
          <ChartCell key={chart.name} chart={chart} days={days} />
        ))}
      </ul>
    </Panel>
  );
}

function ChartCell({ chart: { name, read, format }, days }: { chart: UsageChart; days: readonly AiDay[] }) {
  const values = days.map(read);
  const known = values.filter((value) => value !== null);
  const isUnknown = values.includes(null);
  const total = known.reduce((sum, value) => sum + value, 0);
  const unpriced = days.some(({ unpricedRequests }) => unpricedRequests > 0);
  const shown =
    name === "Cost" && (isUnknown || unpriced)
      ? total === 0
        ? "Unknown"
        : `${format(total)} + unknown`
      : format(total);
  const most = format(Math.max(0, ...known));
  return (
    <li className="min-w-0 border-r border-b border-line p-4">
      <div className="mb-3 justify-between gap-x-2 sm:flex sm:items-baseline">
        <h3 className="text-muted">{name}</h3>
        <span className="font-semibold tabular-nums">{shown}</span>
      </div>
      <DayBars label={`${name}: ${shown} in ${days.length} days, at most ${most} a day`} values={values} />
      <p className="mt-2 text-xs text-muted">
        max <span className="tabular-nums">{most}</span> a day
      </p>
    </li>
  );
}
