import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import type { TaskPage as PageData } from "../../pages/task.ts";
import { Message, Messages, ReportMessage } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { FreshnessBadge } from "../freshness-badge.tsx";
import { load, submit } from "../page-context.ts";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { useClock } from "../ui/clock.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useOverseer } from "../use-overseer.ts";
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
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  const report = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  return (
    <div className="space-y-8">
      <title>{`${shown?.task.name ?? id} · ${snapshot.health.application.name}`}</title>
      <header>
        <div className="flex flex-wrap items-start justify-between gap-x-8">
          <p>
            <TextLink to="/components/worker">worker</TextLink>
          </p>
          <FreshnessBadge freshness={freshnessOf(freshness, readAt, time)} />
        </div>
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          <div className="min-w-0">
            <h1 className="flex flex-wrap items-baseline gap-x-4 text-2xl font-semibold [overflow-wrap:anywhere]">
              {shown?.task.name ?? id}
              {shown && (
                <span className="text-base">
                  <StatusMark {...markOfTask(shown.task)} />
                </span>
              )}
            </h1>
            <p className="mt-1 text-muted [overflow-wrap:anywhere]">{id}</p>
          </div>
          {shown && <TaskActions task={shown.task} ask={ask} />}
        </div>
      </header>
      <Messages>
        {fault && (
          <Message status="unhealthy" word="Out of reach" message={fault.message} hint={fault.hint} />
        )}
        <ReportMessage report={report} />
      </Messages>
      {shown && (
        <>
          <TaskFacts task={shown.task} />
          <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
            <Panel id="timeline" title="What has happened to it?">
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
            <Panel id="texts" title="What is it about?">
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
    </div>
  );
}
