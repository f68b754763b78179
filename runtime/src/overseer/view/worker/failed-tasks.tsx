import type { TaskReport, TasksReport } from "../../../queue/index.ts";
import { formatNumber } from "../../format/quantity.ts";
import type { Report } from "../../pages/report.ts";
import { Confirm } from "../actions/confirm.tsx";
import { ReportMessage } from "../actions/report-message.tsx";
import { OwnCommand } from "../own-command.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { TaskActions } from "./task-actions.tsx";
import { firstLine } from "./task-status.ts";

interface FailedTasksProps {
  failed: TasksReport;
  ask: string;
  report: Report | undefined;
}

/** The tasks that failed permanently, newest first. */
export function FailedTasks({ failed: { tasks, total }, ask, report }: FailedTasksProps) {
  const rest = total - tasks.length;
  const isAboutOne = tasks.some(({ id }) => id === report?.about);
  return (
    <Panel id="failed" title="Failed tasks" aside={total > 0 && `${formatNumber(total)} failed`}>
      {total > 0 && (
        <div className="flex flex-wrap items-center justify-end gap-2 border-b border-line px-4 py-2">
          <Confirm
            action="Retry all"
            doing="Retrying"
            title={`Retry ${formatNumber(total)} failed tasks?`}
            fields={{ intent: "retry-all" }}
            ask={ask}
          >
            <p>Each is enqueued again in its queue, with all its attempts.</p>
          </Confirm>
          <Confirm
            action="Discard all"
            doing="Discarding"
            title={`Discard ${formatNumber(total)} failed tasks?`}
            fields={{ intent: "discard-all" }}
            ask={ask}
          >
            <p>Their payloads and errors are deleted. This cannot be undone.</p>
          </Confirm>
        </div>
      )}
      <ReportMessage report={isAboutOne ? undefined : report} />
      {total === 0 && (
        <p className="px-4 py-3 text-muted">
          No failed tasks. In a terminal: <OwnCommand>ops tasks list</OwnCommand>.
        </p>
      )}
      <ul className="divide-y divide-line">
        {tasks.map((task) => (
          <FailedTask
            key={task.id}
            task={task}
            ask={ask}
            report={report?.about === task.id ? report : undefined}
          />
        ))}
        {rest > 0 && (
          <li className="px-4 py-2 text-muted">
            and {formatNumber(rest)} more:{" "}
            <OwnCommand>{`ops tasks list --offset ${tasks.length}`}</OwnCommand>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function FailedTask({ task, ask, report }: { task: TaskReport; ask: string; report: Report | undefined }) {
  const { id, name, queue, attempts, attemptsMade, deaths, finishedAt, enqueuedAt, error } = task;
  return (
    <li>
      <div className="grid items-start gap-x-6 gap-y-2 px-4 py-2 md:grid-cols-[minmax(0,1fr)_auto]">
        <div className="min-w-0">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <TextLink to={`tasks/${encodeURIComponent(id)}`} className="font-medium">
              {name}
            </TextLink>
            <span className="text-muted">
              <RelativeTime at={finishedAt ?? enqueuedAt} />, in {queue}, attempt {attemptsMade + deaths} of{" "}
              {attempts}
            </span>
          </p>
          <p className="text-unhealthy [overflow-wrap:anywhere]">{firstLine(error)}</p>
        </div>
        <TaskActions task={task} ask={ask} />
      </div>
      <ReportMessage report={report} />
    </li>
  );
}
