import type { JobReport } from "../../../scheduler/index.ts";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { zoneTimes } from "./zone-time.ts";

/** When will it run? */
export function NextRuns({ job: { next, pausedAt, timeZone } }: { job: JobReport }) {
  const times = zoneTimes(next, timeZone);
  return (
    <Panel id="next" title="When will it run?" aside={timeZone}>
      {next.length === 0 && (
        <p className="px-4 py-3 text-muted">
          {pausedAt === null ? "Not any more: its only date has passed." : "Not before it is resumed."}
        </p>
      )}
      <ol className="divide-y divide-line">
        {next.map((moment, index) => (
          <li key={moment} className="flex items-baseline justify-between gap-4 px-4 py-1.5">
            <span className="tabular-nums">{times[index]}</span>
            <span className="text-muted">
              <RelativeTime at={moment} isDue />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
