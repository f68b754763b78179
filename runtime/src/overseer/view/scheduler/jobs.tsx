import type { JobsReport } from "../../../scheduler/index.ts";
import type { Report } from "../../pages/report.ts";
import { ReportMessage } from "../actions/report-message.tsx";
import { Panel } from "../ui/panel.tsx";
import { JobRow, ROW_COLUMNS } from "./job-row.tsx";

interface JobsProps {
  report: JobsReport;
  ask: string;
  /** The outcome of the last request. */
  outcome: Report | undefined;
}

/** The jobs, one a row. */
export function Jobs({ report: { jobs, lasting, schedulers }, ask, outcome }: JobsProps) {
  const isVisible = lasting || schedulers.length > 0;
  const isServed = schedulers.some(({ alive }) => alive);
  const isAboutOne = jobs.some(({ id }) => id === outcome?.about);
  return (
    <Panel id="jobs" title="Jobs">
      {jobs.length > 0 && (
        <div
          aria-hidden="true"
          className={`hidden gap-x-4 border-b border-line px-4 py-1.5 text-xs text-muted xl:grid ${ROW_COLUMNS}`}
        >
          <span>Job</span>
          <span>Schedule</span>
          <span>Next run</span>
          <span>Last run</span>
        </div>
      )}
      <ReportMessage report={isAboutOne ? undefined : outcome} />
      {jobs.length === 0 && (
        <p className="px-4 py-3 text-muted">
          {isVisible ? (
            <>
              No jobs yet. Define one in <code className="text-ink">app/components/scheduler/jobs/</code> and
              add it to <code className="text-ink">app/components/scheduler/jobs.ts</code>.
            </>
          ) : (
            "The jobs of another process cannot be shown."
          )}
        </p>
      )}
      <ul className="divide-y divide-line">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} isServed={isServed} ask={ask} report={outcome} />
        ))}
      </ul>
    </Panel>
  );
}
