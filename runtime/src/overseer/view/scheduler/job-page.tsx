import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import type { JobPage as PageData } from "../../pages/scheduler.ts";
import { Message, Messages, ReportMessage } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { FreshnessBadge } from "../freshness-badge.tsx";
import { load, submit } from "../page-context.ts";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { useClock } from "../ui/clock.tsx";
import { Panel } from "../ui/panel.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useOverseer } from "../use-overseer.ts";
import { JobActions } from "./job-actions.tsx";
import { JobFacts } from "./job-facts.tsx";
import { JobRules } from "./job-rules.tsx";
import { markOfJob } from "./job-status.ts";
import { NextRuns } from "./next-runs.tsx";
import { Runs } from "./runs.tsx";

/** Milliseconds. */
const REFRESH_INTERVAL_MS = 2_000;

export const loader = ({ context, params: { job = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.job(job));

const orLastKnown = createLastKnown<PageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) => submit(sent, (pages, fields) => pages.submitJob(fields));

export default function JobPage() {
  const { readAt, ask, id, shown, fault, maxRuns } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  const report = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  return (
    <div className="space-y-8">
      <title>{`${id} · ${snapshot.health.application.name}`}</title>
      <header>
        <div className="flex flex-wrap items-start justify-between gap-x-8">
          <p>
            <TextLink to="/components/scheduler">scheduler</TextLink>
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
      <Messages>
        {fault && (
          <Message status="unhealthy" word="Out of reach" message={fault.message} hint={fault.hint} />
        )}
        <ReportMessage report={report} />
      </Messages>
      {shown && (
        <>
          <JobFacts job={shown.job} />
          <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
            <NextRuns job={shown.job} />
            <JobRules job={shown.job} />
          </div>
          <Panel id="history" title="How did it go?" aside={`The newest ${maxRuns}`}>
            {shown.history.length === 0 && <p className="px-4 py-3 text-muted">It has not run yet.</p>}
            <Runs runs={shown.history} />
          </Panel>
        </>
      )}
    </div>
  );
}
