import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import type { TaskPage as PageData } from "../../pages/task.ts";
import { useReport } from "../actions/use-report.ts";
import { DetailFrame } from "../detail-frame.tsx";
import { load, submit } from "../page-context.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { ScrollableText } from "./scrollable-text.tsx";
import { TaskActions } from "./task-actions.tsx";
import { TaskFacts } from "./task-facts.tsx";
import { markOfTask, statusOfEntry } from "./task-status.ts";

/** Milliseconds. */
const REFRESH_INTERVAL_MS = 2_000;

export const loader = ({ context, params: { task = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.task(task));

const orLastKnown = createLastKnown<PageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  submit(sent, (pages, fields) => pages.submitWorker(fields));

export default function TaskPage() {
  const { readAt, ask, id, shown, fault } = useLoaderData<typeof loader>();
  const report = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  return (
    <DetailFrame
      parent={{ path: "/components/worker", name: "worker" }}
      heading={shown?.task.name ?? id}
      status={shown && markOfTask(shown.task)}
      summary={<p className="mt-1 text-muted [overflow-wrap:anywhere]">{id}</p>}
      actions={shown && <TaskActions task={shown.task} ask={ask} />}
      readAt={readAt}
      fault={fault}
      report={report}
    >
      {shown && (
        <>
          <TaskFacts task={shown.task} />
          <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
            <Panel id="timeline" title="Timeline">
              <ol className="divide-y divide-line">
                {shown.timeline.map((entry) => (
                  <li key={`${entry.at} ${entry.text}`} className="flex items-baseline gap-4 px-4 py-1.5">
                    <StatusMark status={statusOfEntry(entry)} as="dot" />
                    <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{entry.text}</span>
                    <span className="text-muted">
                      <RelativeTime at={entry.at} />
                    </span>
                  </li>
                ))}
              </ol>
            </Panel>
            <Panel id="texts" title="Payload and result">
              <div className="divide-y divide-line">
                {shown.texts.map((text) => (
                  <div key={text.id} className="px-4 py-2">
                    <ScrollableText {...text} />
                  </div>
                ))}
              </div>
            </Panel>
          </div>
        </>
      )}
    </DetailFrame>
  );
}
