import type { JobReport } from "../../../scheduler/index.ts";
import { formatMilliseconds } from "../../format/quantity.ts";
import { Elapsed } from "../ui/elapsed.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { markOfRun } from "./job-status.ts";

/** Schedule, next run and last run of a job. */
export function JobFacts({ job }: { job: JobReport }) {
  const { schedule, timeZone, next, current, last, pausedAt } = job;
  return (
    <Facts>
      <Fact name="Schedule">
        <span title={schedule}>{schedule}</span>
      </Fact>
      <Fact name="Time zone">{timeZone}</Fact>
      {pausedAt === null ? (
        <Fact name="Next run">{next[0] ? <RelativeTime at={next[0]} isDue /> : "None"}</Fact>
      ) : (
        <Fact name="Paused">
          <RelativeTime at={pausedAt} />
        </Fact>
      )}
      <Fact name="Current run">
        {current ? (
          <>
            {markOfRun(current).word} <Elapsed since={current.startedAt ?? current.scheduledFor} />
          </>
        ) : (
          "None"
        )}
      </Fact>
      <Fact name="Last run">
        {last ? (
          <>
            {markOfRun(last).word} <RelativeTime at={last.finishedAt ?? last.scheduledFor} />
          </>
        ) : (
          "None yet"
        )}
      </Fact>
      <Fact name="Duration">
        {last?.duration == null ? "–" : <Figure quantity={formatMilliseconds(last.duration)} />}
      </Fact>
    </Facts>
  );
}
