import type { ReactNode } from "react";
import type { QueueReport } from "../../../queue/index.ts";
import { formatNumber } from "../../format/quantity.ts";
import { formatDuration } from "../../format/time.ts";
import type { Report } from "../../pages/report.ts";
import { Confirm } from "../actions/confirm.tsx";
import { ReportMessage } from "../actions/report-message.tsx";
import { Panel } from "../ui/panel.tsx";
import { StatusMark } from "../ui/status-mark.tsx";

/** Where a row's values stand where there is room for all beside a description that can be read. */
const ROW_COLUMNS = "xl:grid-cols-[minmax(0,1fr)_repeat(4,3.5rem)_4.5rem_5.5rem_5.5rem_9rem]";

interface QueuesProps {
  queues: readonly QueueReport[];
  ask: string;
  /** The outcome of the last request. */
  report: Report | undefined;
}

/** The queues, one a row, with their throughput. */
export function Queues({ queues, ask, report }: QueuesProps) {
  return (
    <Panel id="queues" title="Queues">
      <div
        aria-hidden="true"
        className={`hidden gap-x-3 border-b border-line px-4 py-1.5 text-right text-xs text-muted xl:grid ${ROW_COLUMNS}`}
      >
        <span className="text-left">Queue</span>
        <span>Waiting</span>
        <span>Active</span>
        <span>Delayed</span>
        <span>Failed</span>
        <span>Per minute</span>
        <span>Oldest wait</span>
        <span>Time to clear</span>
      </div>
      <ul className="divide-y divide-line">
        {queues.map((queue) => (
          <li key={queue.name}>
            <div className={`grid grid-cols-4 items-start gap-x-3 gap-y-2 px-4 py-3 ${ROW_COLUMNS}`}>
              <div className="col-span-full min-w-0 xl:col-span-1">
                <p className="flex flex-wrap items-center gap-x-3">
                  <span className="font-medium">{queue.name}</span>
                  <StatusMark {...markOf(queue)} />
                </p>
                <p className="text-muted">{queue.description}</p>
              </div>
              <Cell name="Waiting">{formatNumber(queue.waiting)}</Cell>
              <Cell name="Active">{formatNumber(queue.active)}</Cell>
              <Cell name="Delayed">{formatNumber(queue.delayed)}</Cell>
              <Cell name="Failed">
                <span className={queue.failed > 0 ? "text-unhealthy" : ""}>{formatNumber(queue.failed)}</span>
              </Cell>
              <Cell name="Per minute">{formatNumber(queue.perMinute)}</Cell>
              <Cell name="Oldest wait">{lengthOf(queue.oldestWait)}</Cell>
              <Cell name="Time to clear">
                {queue.waiting === 0
                  ? "–"
                  : queue.timeToClear === null
                    ? "Never"
                    : lengthOf(queue.timeToClear)}
              </Cell>
              <div className="col-span-full flex flex-wrap gap-2 pt-1 xl:col-span-1 xl:justify-self-end xl:pt-0">
                <QueueActions queue={queue} ask={ask} />
              </div>
            </div>
            <ReportMessage report={report?.about === queue.name ? report : undefined} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The name is that of the column, which a narrow screen has no room for. */
function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 tabular-nums xl:text-right">
      <span className="block text-xs text-muted xl:sr-only">{name}</span>
      {children}
    </div>
  );
}

function QueueActions({
  queue: { name, paused, waiting, delayed, active },
  ask,
}: {
  queue: QueueReport;
  ask: string;
}) {
  const left = waiting + delayed;
  return (
    <>
      <Confirm
        action={paused ? "Resume" : "Pause"}
        doing={paused ? "Resuming" : "Pausing"}
        title={`${paused ? "Resume" : "Pause"} ${name}?`}
        fields={{ intent: paused ? "resume" : "pause", queue: name }}
        ask={ask}
      >
        <p>
          {paused
            ? `Workers run its tasks again; ${formatNumber(waiting)} are waiting.`
            : "Its tasks wait until it is resumed, across restarts too."}
        </p>
        {!paused && (
          <p className="text-muted">{formatNumber(active)} active tasks continue. New tasks are accepted.</p>
        )}
      </Confirm>
      <Confirm
        action="Drain"
        doing="Draining"
        title={`Drain ${name}?`}
        fields={{ intent: "drain", queue: name }}
        ask={ask}
        impossible={left === 0 ? "The queue is empty" : undefined}
      >
        <p>
          {formatNumber(waiting)} waiting and {formatNumber(delayed)} delayed tasks are deleted. This cannot
          be undone.
        </p>
        <p className="text-muted">Active, completed and failed tasks are kept.</p>
      </Confirm>
    </>
  );
}

const lengthOf = (length: number | null) => (length === null ? "–" : formatDuration(length / 1_000));

function markOf({ paused, workers, waiting }: QueueReport) {
  if (paused) return { status: "warning", word: "Paused" } as const;
  if (workers === 0) return { status: waiting > 0 ? "unhealthy" : "none", word: "No workers" } as const;
  return { status: "healthy", word: workers === 1 ? "1 worker" : `${workers} workers` } as const;
}
