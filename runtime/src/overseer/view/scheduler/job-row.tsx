import type { ReactNode } from "react";
import type { JobReport } from "../../../scheduler/index.ts";
import { formatMilliseconds } from "../../format/quantity.ts";
import type { Report } from "../../pages/report.ts";
import { ReportMessage } from "../actions/report-message.tsx";
import { Elapsed } from "../ui/elapsed.tsx";
import { Figure } from "../ui/figure.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { JobActions } from "./job-actions.tsx";
import { markOfJob, markOfRun } from "./job-status.ts";

/** Where a row's values stand on a wide screen, and the headings above them. */
export const ROW_COLUMNS = "xl:grid-cols-[minmax(0,1fr)_10rem_6rem_8.5rem_10.75rem]";

interface JobRowProps {
  job: JobReport;
  /** Whether a scheduler is there to start it. */
  isServed: boolean;
  ask: string;
  report: Report | undefined;
}

/** One job: its status, schedule, next and last run, and its actions. */
export function JobRow({ job, isServed, ask, report }: JobRowProps) {
  const { id, description, schedule, current, last, next } = job;
  return (
    <li>
      <div className={`grid grid-cols-2 items-start gap-x-4 gap-y-2 px-4 py-3 ${ROW_COLUMNS}`}>
        <div className="col-span-full min-w-0 xl:col-span-1">
          <p className="flex flex-wrap items-center gap-x-3">
            <TextLink to={id} className="font-medium [overflow-wrap:anywhere]">
              {id}
            </TextLink>
            <StatusMark {...markOfJob(job, isServed)} />
          </p>
          <p className="text-muted">{description}</p>
        </div>
        <Cell name="Schedule">{schedule}</Cell>
        <Cell name="Next run">{next[0] ? <RelativeTime at={next[0]} isDue /> : <Never job={job} />}</Cell>
        <Cell name={current ? "Current run" : "Last run"}>
          {current ? (
            <>
              {markOfRun(current).word} <Elapsed since={current.startedAt ?? current.scheduledFor} />
            </>
          ) : (
            <Last run={last} />
          )}
        </Cell>
        <div className="col-span-full pt-1 xl:col-span-1 xl:justify-self-end xl:pt-0">
          <JobActions job={job} ask={ask} />
        </div>
      </div>
      {last?.status === "failed" && !current && (
        <p className="px-4 pb-3 text-unhealthy [overflow-wrap:anywhere]">{last.message}</p>
      )}
      <ReportMessage report={report?.about === id ? report : undefined} />
    </li>
  );
}

/** The name is that of the column, which a narrow screen has no room for. */
function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <span className="block text-xs text-muted xl:sr-only">{name}</span>
      {children}
    </div>
  );
}

function Never({ job }: { job: JobReport }) {
  return <span className="text-muted">{job.state === "over" ? "None" : "Paused"}</span>;
}

function Last({ run }: { run: JobReport["last"] }) {
  if (!run) return <span className="text-muted">None yet</span>;
  return (
    <>
      {markOfRun(run).word} <RelativeTime at={run.finishedAt ?? run.scheduledFor} />
      {run.duration !== null && (
        <span className="block text-muted">
          took <Figure quantity={formatMilliseconds(run.duration)} />
        </span>
      )}
    </>
  );
}
