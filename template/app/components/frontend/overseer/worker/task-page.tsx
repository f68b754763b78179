import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  data,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import { tasks } from "#app/services/tasks/index.ts";
import { useClock } from "../../ui/clock.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";

import { StatusMark } from "../../ui/status-mark.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { answerForm } from "../actions/answer-form.ts";
import { attempt } from "../actions/attempt.ts";
import { Notice, Notices, ReportNotice } from "../actions/report-notice.tsx";
import { useReport } from "../actions/use-report.ts";
import { FreshnessBadge } from "../freshness-badge.tsx";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { useOverseer } from "../use-overseer.ts";
import { markOfTask, statusOfEntry } from "./marks.ts";
import { askedOfWorker, deedOf, operate } from "./operate.ts";
import { ScrollableText } from "./scrollable-text.tsx";
import { TaskActions } from "./task-actions.tsx";
import { TaskFacts } from "./task-facts.tsx";

/** Milliseconds. */
const INTERVAL = 2_000;

/** Letters of a payload or a result that are shown; the API has the whole. */
const SHOWN = 20_000;

export async function loader({ params }: LoaderFunctionArgs) {
  const id = params.task ?? "";
  const { value, fault } = await attempt(() => tasks.show(id));
  if (fault?.code === "tasks.unknown") throw data(null, { status: 404 });
  const shown = value && {
    ...value,
    task: { ...value.task, payload: null, result: null, progress: null },
    texts: [
      { id: "payload", name: "Payload", text: written(value.task.payload) },
      {
        id: "progress",
        name: "Progress",
        text: value.task.state === "active" ? written(value.task.progress) : "",
      },
      { id: "result", name: "Result", text: written(value.task.result) },
      {
        id: "failure",
        name: "Last failure",
        text: value.task.state === "completed" ? "" : (value.stacks.at(-1) ?? value.task.error ?? ""),
      },
    ].filter(({ text }) => text !== ""),
  };
  return { readAt: Date.now(), ask: crypto.randomUUID(), id, shown, fault };
}

/** As people read JSON; empty where there is nothing. */
function written(value: unknown): string {
  if (value === null || value === undefined) return "";
  return JSON.stringify(value, null, 2).slice(0, SHOWN);
}

type TaskPageData = Awaited<ReturnType<typeof loader>>;

const orLastKnown = createLastKnown<TaskPageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<TaskPageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) => answerForm(sent, askedOfWorker, operate, deedOf);

export default function TaskPage() {
  const { readAt, ask, id, shown, fault } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  const report = useReport();
  useRefresh(INTERVAL);
  return (
    <div className="space-y-8">
      <title>{`${shown?.task.name ?? id} · ${snapshot.health.application.name}`}</title>
      <header>
        <div className="flex flex-wrap items-start justify-between gap-x-8">
          <p>
            <TextLink to="/overseer/components/worker">worker</TextLink>
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
      <Notices>
        {fault && <Notice status="unhealthy" word="Out of reach" what={fault.what} todo={fault.todo} />}
        <ReportNotice report={report} />
      </Notices>
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
