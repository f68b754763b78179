import type { JobReport } from "../../../scheduler/index.ts";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { zoneTimes } from "./zone-time.ts";

/** The next runs of a job, in its time zone. */
export function NextRuns({ job: { next, pausedAt, timeZone } }: { job: JobReport }) {
  const times = zoneTimes(next, timeZone);
  return (
    <Panel id="next" title="Next runs" aside={timeZone}>
      {next.length === 0 && (
        <p className="px-4 py-3 text-muted">
          {pausedAt === null ? "None: its only date has passed." : "None until it is resumed."}
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
