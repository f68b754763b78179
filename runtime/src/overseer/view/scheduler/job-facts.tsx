import type { JobReport } from "../../../scheduler/index.ts";
import { formatMilliseconds } from "../../format/quantity.ts";
import { Elapsed } from "../ui/elapsed.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { markOfRun } from "./job-status.ts";

/** When is it due, and how did it last go? */
export function JobFacts({ job }: { job: JobReport }) {
  const { schedule, timeZone, next, current, last, pausedAt } = job;
  return (
    <Facts>
      <Fact name="Due">
        <span title={schedule}>{schedule}</span>
      </Fact>
      <Fact name="Time zone">{timeZone}</Fact>
      {pausedAt === null ? (
        <Fact name="Next">{next[0] ? <RelativeTime at={next[0]} isDue /> : "Not any more"}</Fact>
      ) : (
        <Fact name="Paused">
          <RelativeTime at={pausedAt} />
        </Fact>
      )}
      <Fact name="Now">
        {current ? (
          <>
            {markOfRun(current).word} <Elapsed since={current.startedAt ?? current.scheduledFor} />
          </>
        ) : (
          "Not running"
        )}
      </Fact>
      <Fact name="Last">
        {last ? (
          <>
            {markOfRun(last).word} <RelativeTime at={last.finishedAt ?? last.scheduledFor} />
          </>
        ) : (
          "Not yet"
        )}
      </Fact>
      <Fact name="Took">
        {last?.duration == null ? "–" : <Figure quantity={formatMilliseconds(last.duration)} />}
      </Fact>
    </Facts>
  );
}
