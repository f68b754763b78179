import type { JobReport } from "../../../scheduler/index.ts";
import { formatDuration } from "../../format/time.ts";
import { Confirm } from "../actions/confirm.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

/** Run now, and pause or resume. */
export function JobActions({ job, ask }: { job: JobReport; ask: string }) {
  const { id, state, pausedAt, overlap, description, timeout } = job;
  const isBusy = state === "running" || state === "waiting";
  return (
    <div className="flex flex-wrap gap-2">
      <Confirm
        action="Run now"
        doing="Requesting"
        title={`Run ${id} now?`}
        fields={{ intent: "run", job: id }}
        ask={ask}
        impossible={isBusy && overlap === "skip" ? "It is running, and its runs must not overlap" : undefined}
      >
        {description && <p>{description}</p>}
        <p className="text-muted">
          It starts within a second, in addition to its schedule, and times out after{" "}
          {formatDuration(timeout / 1_000)}.
        </p>
      </Confirm>
      {pausedAt === null ? (
        <Confirm
          action="Pause"
          doing="Pausing"
          title={`Pause ${id}?`}
          fields={{ intent: "pause", job: id }}
          ask={ask}
        >
          <p>
            Scheduled runs are skipped until it is resumed, and are not caught up later
            {job.next[0] && (
              <>
                ; the next one is due <RelativeTime at={job.next[0]} isDue />
              </>
            )}
            .
          </p>
          <p className="text-muted">A run that has started continues. The job can still be run manually.</p>
        </Confirm>
      ) : (
        <Confirm
          action="Resume"
          doing="Resuming"
          title={`Resume ${id}?`}
          fields={{ intent: "resume", job: id }}
          ask={ask}
        >
          <p>It runs again by its schedule: {job.schedule}.</p>
          <p className="text-muted">
            Runs that were skipped since it was paused <RelativeTime at={pausedAt} /> are not caught up.
          </p>
        </Confirm>
      )}
    </div>
  );
}
