import type { SchedulerReport } from "../../../scheduler/index.ts";
import { formatDuration } from "../../format/time.ts";
import { Elapsed } from "../ui/elapsed.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";

/** The processes that start jobs. */
export function Schedulers({ schedulers }: { schedulers: readonly SchedulerReport[] }) {
  return (
    <Panel id="schedulers" title="Schedulers" aside="Each scheduled run is started by one of them">
      {schedulers.length === 0 && <p className="px-4 py-3 text-muted">No scheduler has registered.</p>}
      <ul className="divide-y divide-line">
        {schedulers.map(({ id, host, pid, startedAt, seenAt, alive, skew }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-2">
            <span className="w-20">
              <StatusMark status={alive ? "healthy" : "unhealthy"} word={alive ? "Online" : "Offline"} />
            </span>
            <span className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
              {host}, process {pid}
              {Math.abs(skew) >= 1_000 && (
                <span className="text-muted">
                  , clock {formatDuration(Math.abs(skew) / 1_000)} {skew > 0 ? "ahead" : "behind"}
                </span>
              )}
            </span>
            <span className="text-muted">
              up <Elapsed since={startedAt} />, heartbeat <RelativeTime at={seenAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
