import type { JobsReport } from "../../../scheduler/index.ts";
import type { Report } from "../../pages/report.ts";
import { ReportMessage } from "../actions/report-message.tsx";
import { Panel } from "../ui/panel.tsx";
import { JobRow, ROW_COLUMNS } from "./job-row.tsx";

interface JobsProps {
  report: JobsReport;
  ask: string;
  /** How what was asked for went. */
  outcome: Report | undefined;
}

/** What is due, and how did it go? */
export function Jobs({ report: { jobs, lasting, schedulers }, ask, outcome }: JobsProps) {
  const isVisible = lasting || schedulers.length > 0;
  const isServed = schedulers.some(({ alive }) => alive);
  const isAboutOne = jobs.some(({ id }) => id === outcome?.about);
  return (
    <Panel id="jobs" title="What is due?">
      {jobs.length > 0 && (
        <div
          aria-hidden="true"
          className={`hidden gap-x-4 border-b border-line px-4 py-1.5 text-xs text-muted xl:grid ${ROW_COLUMNS}`}
        >
          <span>Job</span>
          <span>Due</span>
          <span>Next</span>
          <span>Last</span>
        </div>
      )}
      <ReportMessage report={isAboutOne ? undefined : outcome} />
      {jobs.length === 0 && (
        <p className="px-4 py-3 text-muted">
          {isVisible ? (
            <>
              No job yet. Define one beside those in{" "}
              <code className="text-ink">app/components/scheduler/jobs/</code> and add its line to{" "}
              <code className="text-ink">app/components/scheduler/jobs.ts</code>.
            </>
          ) : (
            "From here nothing can be seen of them."
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
