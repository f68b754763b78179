import { type ActionFunctionArgs, type ClientLoaderFunctionArgs, useLoaderData } from "react-router";
import { jobs } from "#app/services/jobs/index.ts";
import { useClock } from "../../ui/clock.tsx";
import { Panel } from "../../ui/panel.tsx";
import { answerForm } from "../actions/answer-form.ts";
import { attempt } from "../actions/attempt.ts";
import { Notice, Notices, ReportNotice } from "../actions/report-notice.tsx";
import { useReport } from "../actions/use-report.ts";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { componentAt } from "../tree.ts";
import { useOverseer } from "../use-overseer.ts";
import { adviceOn } from "./advice.ts";
import { Jobs } from "./jobs.tsx";
import { askedOfJob, operate } from "./operate.ts";
import { Runs } from "./runs.tsx";
import { SchedulerFacts } from "./scheduler-facts.tsx";
import { Schedulers } from "./schedulers.tsx";
import { SchedulerSteps } from "./steps.tsx";

/** Milliseconds: a run that was asked for is then seen to start. */
const INTERVAL = 2_000;

/** So many runs of all jobs are shown. */
const LATELY = 15;

export async function loader() {
  const [report, lately] = await Promise.all([
    attempt(() => jobs.list()),
    attempt(() => jobs.history(undefined, LATELY)),
  ]);
  return { readAt: Date.now(), ask: crypto.randomUUID(), report, lately: lately.value };
}

type SchedulerPageData = Awaited<ReturnType<typeof loader>>;

const orLastKnown = createLastKnown<SchedulerPageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<SchedulerPageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  answerForm(sent, askedOfJob, operate, ({ intent, job }) => ({ action: `jobs ${intent}`, about: job }));

export default function SchedulerPage() {
  const { readAt, ask, report, lately } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  const answer = useReport();
  useRefresh(INTERVAL);
  const { application, tree } = snapshot.health;
  const { node, entry } = componentAt(tree, "components", "scheduler") ?? {};
  const { value: known, fault } = report;
  const advice = known && adviceOn(known);
  return (
    <div className="space-y-8">
      <title>{`scheduler · ${application.name}`}</title>
      <ComponentHeader
        name="scheduler"
        node={node}
        entry={entry}
        freshness={freshnessOf(freshness, readAt, time)}
      />
      <Notices>
        {fault && <Notice status="unhealthy" word="Out of reach" what={fault.what} todo={fault.todo} />}
        {advice && <Notice {...advice} />}
        {!known && <ReportNotice report={answer} />}
      </Notices>
      {known && <SchedulerFacts report={known} />}
      {node && node.children.length > 0 && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      {known && <Jobs report={known} ask={ask} answer={answer} />}
      {lately && (
        <Panel id="lately" title="What happened lately?" aside={`The newest ${LATELY} of all jobs`}>
          {lately.length === 0 && (
            <p className="px-4 py-3 text-muted">
              Nothing yet. What runs, fails, is skipped or missed stands here, with its reason.
            </p>
          )}
          <Runs runs={lately} named />
        </Panel>
      )}
      {known && <Schedulers schedulers={known.schedulers} />}
      <SchedulerSteps name={application.name} />
    </div>
  );
}
