import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import { findItem } from "../../health-tree.ts";
import type { SchedulerPage as PageData } from "../../pages/scheduler.ts";
import { Message, Messages, ReportMessage } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { load, submit } from "../page-context.ts";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { useClock } from "../ui/clock.tsx";
import { Panel } from "../ui/panel.tsx";
import { useOverseer } from "../use-overseer.ts";
import { adviceOn } from "./advice.ts";
import { Jobs } from "./jobs.tsx";
import { Runs } from "./runs.tsx";
import { SchedulerFacts } from "./scheduler-facts.tsx";
import { Schedulers } from "./schedulers.tsx";
import { SchedulerSteps } from "./steps.tsx";

/** A run that was asked for is then seen to start. */
const REFRESH_INTERVAL_MS = 2_000;

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.scheduler());

const orLastKnown = createLastKnown<PageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) => submit(sent, (pages, fields) => pages.submitJob(fields));

export default function SchedulerPage() {
  const { readAt, ask, report, lately, maxRuns } = useLoaderData<typeof loader>();
  const { snapshot, freshness, entries, prefixes } = useOverseer();
  const { time } = useClock();
  const outcome = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  const { application, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, "components", "scheduler") ?? {};
  const { value: known } = report;
  const fault = report.fault ?? lately.fault;
  const advice = known && adviceOn(known, prefixes);
  return (
    <div className="space-y-8">
      <title>{`scheduler · ${application.name}`}</title>
      <ComponentHeader
        name="scheduler"
        node={node}
        entry={entry}
        freshness={freshnessOf(freshness, readAt, time)}
      />
      <Messages>
        {fault && (
          <Message status="unhealthy" word="Out of reach" message={fault.message} hint={fault.hint} />
        )}
        {advice && <Message {...advice} />}
        {!known && <ReportMessage report={outcome} />}
      </Messages>
      {known && <SchedulerFacts report={known} />}
      {node && node.children.length > 0 && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      {known && <Jobs report={known} ask={ask} outcome={outcome} />}
      {lately.value && (
        <Panel id="lately" title="What happened lately?" aside={`The newest ${maxRuns} of all jobs`}>
          {lately.value.length === 0 && (
            <p className="px-4 py-3 text-muted">
              Nothing yet. What runs, fails, is skipped or missed stands here, with its reason.
            </p>
          )}
          <Runs runs={lately.value} named />
        </Panel>
      )}
      {known && <Schedulers schedulers={known.schedulers} />}
      <SchedulerSteps />
    </div>
  );
}
