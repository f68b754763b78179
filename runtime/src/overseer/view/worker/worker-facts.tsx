import type { QueuesReport } from "../../../queue/index.ts";
import { formatNumber } from "../../format/quantity.ts";
import { formatDuration } from "../../format/time.ts";
import { Fact, Facts } from "../ui/facts.tsx";

/** Totals of all queues, and the number of workers. */
export function WorkerFacts({ report: { queues, workers } }: { report: QueuesReport }) {
  const sum = (count: (queue: QueuesReport["queues"][number]) => number) =>
    queues.reduce((total, queue) => total + count(queue), 0);
  const oldest = Math.max(...queues.map(({ oldestWait }) => oldestWait ?? -1));
  return (
    <Facts>
      <Fact name="Workers">{workers.filter(({ alive }) => alive).length}</Fact>
      <Fact name="Waiting">{formatNumber(sum(({ waiting }) => waiting))}</Fact>
      <Fact name="Active">{formatNumber(sum(({ active }) => active))}</Fact>
      <Fact name="Failed">{formatNumber(sum(({ failed }) => failed))}</Fact>
      <Fact name="Per minute">{formatNumber(Math.round(sum(({ perMinute }) => perMinute) * 10) / 10)}</Fact>
      <Fact name="Oldest wait">{oldest < 0 ? "None" : formatDuration(oldest / 1_000)}</Fact>
    </Facts>
  );
}
