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
        doing="Asking"
        title={`Run ${id} now?`}
        fields={{ intent: "run", job: id }}
        ask={ask}
        impossible={isBusy && overlap === "skip" ? "It is running and must not overlap" : undefined}
      >
        {description && <p>{description}</p>}
        <p className="text-muted">
          It starts within a second, besides its schedule, and is given up after{" "}
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
            From now on its ticks pass by, and they are not caught up later
            {job.next[0] && (
              <>
                ; the first would be <RelativeTime at={job.next[0]} isDue />
              </>
            )}
            .
          </p>
          <p className="text-muted">A run that has started continues. The job can still be run by hand.</p>
        </Confirm>
      ) : (
        <Confirm
          action="Resume"
          doing="Resuming"
          title={`Resume ${id}?`}
          fields={{ intent: "resume", job: id }}
          ask={ask}
        >
          <p>It goes on with its next tick: {job.schedule}.</p>
          <p className="text-muted">
            What has passed by since it was paused, <RelativeTime at={pausedAt} />, is not caught up.
          </p>
        </Confirm>
      )}
    </div>
  );
}
