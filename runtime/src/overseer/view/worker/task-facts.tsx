import type { TaskReport } from "../../../queue/index.ts";
import { formatMilliseconds } from "../../format/quantity.ts";
import { Fact, Facts } from "../ui/facts.tsx";
import { Figure } from "../ui/figure.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

/** Queue, attempts and times of a task. */
export function TaskFacts({ task }: { task: TaskReport }) {
  const { queue, attempts, attemptsMade, deaths, enqueuedAt, dueAt, startedAt, duration, worker } = task;
  return (
    <Facts>
      <Fact name="Queue">{queue}</Fact>
      <Fact name="Attempts">
        <span title={deaths > 0 ? `${deaths} ended by an expired lease` : undefined}>
          {attemptsMade + deaths} of {attempts}
        </span>
      </Fact>
      <Fact name="Enqueued">
        <RelativeTime at={enqueuedAt} />
      </Fact>
      {dueAt ? (
        <Fact name="Due">
          <RelativeTime at={dueAt} isDue />
        </Fact>
      ) : (
        <Fact name="Started">{startedAt ? <RelativeTime at={startedAt} /> : "Not yet"}</Fact>
      )}
      <Fact name="Duration">
        {duration === null ? "–" : <Figure quantity={formatMilliseconds(duration)} />}
      </Fact>
      <Fact name="Worker">
        <span title={worker ?? undefined}>{worker ?? "–"}</span>
      </Fact>
    </Facts>
  );
}
