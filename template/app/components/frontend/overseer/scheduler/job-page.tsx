import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  data,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import { jobs } from "#app/services/jobs/index.ts";
import type { JobWithHistory, SchedulerReport } from "#app/services/jobs/report.ts";
import { useClock } from "../../ui/clock.tsx";
import { Panel } from "../../ui/panel.tsx";
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
import { JobActions } from "./job-actions.tsx";
import { JobFacts } from "./job-facts.tsx";
import { JobRules } from "./job-rules.tsx";
import { markOfJob } from "./marks.ts";
import { NextRuns } from "./next-runs.tsx";
import { askedOfJob, operate } from "./operate.ts";
import { Runs } from "./runs.tsx";

/** Milliseconds. */
const INTERVAL = 2_000;

/** So many runs are shown of those that are kept. */
const SHOWN = 50;

export async function loader({ params }: LoaderFunctionArgs) {
  const id = params.job ?? "";
  const { value, fault } = await attempt(() => Promise.all([jobs.show(id), jobs.schedulers()]));
  if (fault?.code === "jobs.unknown") throw data(null, { status: 404 });
  const shown = value && shownOf(...value);
  return { readAt: Date.now(), ask: crypto.randomUUID(), id, shown, fault };
}

function shownOf({ job, history }: JobWithHistory, schedulers: readonly SchedulerReport[]) {
  const isServed = schedulers.some(({ alive }) => alive);
  return { job, history: history.slice(0, SHOWN), isServed };
}

type JobPageData = Awaited<ReturnType<typeof loader>>;

const orLastKnown = createLastKnown<JobPageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<JobPageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  answerForm(sent, askedOfJob, operate, ({ intent, job }) => ({ action: `jobs ${intent}`, about: job }));

export default function JobPage() {
  const { readAt, ask, id, shown, fault } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  const report = useReport();
  useRefresh(INTERVAL);
  return (
    <div className="space-y-8">
      <title>{`${id} · ${snapshot.health.application.name}`}</title>
      <header>
        <div className="flex flex-wrap items-start justify-between gap-x-8">
          <p>
            <TextLink to="/overseer/components/scheduler">scheduler</TextLink>
          </p>
          <FreshnessBadge freshness={freshnessOf(freshness, readAt, time)} />
        </div>
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          <div className="min-w-0">
            <h1 className="flex flex-wrap items-baseline gap-x-4 text-2xl font-semibold [overflow-wrap:anywhere]">
              {id}
              {shown && (
                <span className="text-base">
                  <StatusMark {...markOfJob(shown.job, shown.isServed)} />
                </span>
              )}
            </h1>
            <p className="mt-1 text-base">{shown?.job.description}</p>
          </div>
          {shown && <JobActions job={shown.job} ask={ask} />}
        </div>
      </header>
      <Notices>
        {fault && <Notice status="unhealthy" word="Out of reach" what={fault.what} todo={fault.todo} />}
        <ReportNotice report={report} />
      </Notices>
      {shown && (
        <>
          <JobFacts job={shown.job} />
          <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
            <NextRuns job={shown.job} />
            <JobRules job={shown.job} />
          </div>
          <Panel id="history" title="How did it go?" aside={`The newest ${SHOWN}`}>
            {shown.history.length === 0 && <p className="px-4 py-3 text-muted">It has not run yet.</p>}
            <Runs runs={shown.history} />
          </Panel>
        </>
      )}
    </div>
  );
}
