import type { JobsReport } from "../../../scheduler/index.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

/** The number of schedulers and jobs. */
export function SchedulerFacts({ report: { jobs, schedulers } }: { report: JobsReport }) {
  const seen = schedulers.map(({ seenAt }) => seenAt).toSorted();
  const latest = seen.at(-1);
  const next = jobs.flatMap((job) => job.next.slice(0, 1)).toSorted()[0];
  const count = (state: string) => jobs.filter((job) => job.state === state).length;
  return (
    <Facts>
      <Fact name="Schedulers">{schedulers.filter(({ alive }) => alive).length}</Fact>
      <Fact name="Heartbeat">{latest ? <RelativeTime at={latest} /> : "None"}</Fact>
      <Fact name="Jobs">{jobs.length}</Fact>
      <Fact name="Running">{count("running")}</Fact>
      <Fact name="Paused">{count("paused")}</Fact>
      <Fact name="Next run">{next ? <RelativeTime at={next} isDue /> : "None"}</Fact>
    </Facts>
  );
}
