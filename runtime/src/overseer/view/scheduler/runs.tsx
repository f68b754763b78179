import type { RunReport } from "../../../scheduler/index.ts";
import { formatMilliseconds } from "../../format/quantity.ts";
import { Figure } from "../ui/figure.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { markOfRun, TRIGGER_WORDS } from "./job-status.ts";

/** Runs, newest first, one a row; on a narrow screen the message moves below. `named`: with the job of each. */
export function Runs({ runs, named = false }: { runs: readonly RunReport[]; named?: boolean }) {
  return (
    <ul className="divide-y divide-line">
      {runs.map((run) => (
        <li
          key={run.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-0.5 px-4 py-2 md:grid-cols-[7rem_6rem_minmax(0,1fr)_6rem_5rem]"
        >
          <StatusMark {...markOfRun(run)} />
          <span className="text-right text-muted md:text-left">
            <RelativeTime at={run.startedAt ?? run.scheduledFor} />
          </span>
          <span className="col-span-full min-w-0 [overflow-wrap:anywhere] md:col-span-1">
            {named && (
              <TextLink to={run.jobId} className="mr-2">
                {run.jobId}
              </TextLink>
            )}
            <span className={run.status === "failed" ? "text-unhealthy" : ""}>{run.message}</span>
          </span>
          <span className="text-muted md:text-left">
            {run.startedAt === null ? "Not started" : TRIGGER_WORDS[run.trigger]}
          </span>
          <span className="text-right">
            {run.duration !== null && <Figure quantity={formatMilliseconds(run.duration)} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
