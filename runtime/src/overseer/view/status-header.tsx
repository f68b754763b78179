import type { HealthReport } from "../../health/index.ts";
import { formatDuration } from "../format/time.ts";
import { listLeaves, listProblems } from "../health-tree.ts";
import { FreshnessBadge } from "./freshness-badge.tsx";
import type { Freshness } from "./live/freshness.ts";
import { useClock } from "./ui/clock.tsx";
import { RelativeTime } from "./ui/relative-time.tsx";
import { StatusMark } from "./ui/status-mark.tsx";

/** The status of the application, and why it is not ready. */
export function StatusHeader({ report, freshness }: { report: HealthReport; freshness: Freshness }) {
  const { time } = useClock();
  const { application, ready, reasons, status, tree } = report;
  const isOk = status === "healthy" || status === "info";
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
      <div>
        <h1>
          <StatusMark status={status} as="headline" />
        </h1>
        <p className="mt-1 text-base">
          {summary(report)} {ready ? "Ready for requests." : "Not ready for requests."}
        </p>
        <p className="text-muted">
          Up for{" "}
          <time dateTime={application.startedAt} title={application.startedAt} className="tabular-nums">
            {formatDuration((time - Date.parse(application.startedAt)) / 1_000)}
          </time>
          {!isOk && tree.lastHealthyAt && (
            <>
              , last OK <RelativeTime at={tree.lastHealthyAt} />
            </>
          )}
          {!isOk && !tree.lastHealthyAt && ", not OK since then"}
        </p>
        {reasons.length > 0 && (
          <ul className="mt-2 space-y-1">
            {reasons.map((reason) => (
              <li key={reason} className="text-unhealthy">
                {reason}
              </li>
            ))}
          </ul>
        )}
      </div>
      <FreshnessBadge freshness={freshness} />
    </header>
  );
}

function summary({ tree }: HealthReport): string {
  const all = listLeaves(tree).length;
  const bad = listProblems(tree).length;
  return bad === 0
    ? `All ${all} checks pass.`
    : `${bad} of ${all} checks ${bad === 1 ? "needs" : "need"} attention.`;
}
