import { type ActionFunctionArgs, type ClientLoaderFunctionArgs, useLoaderData } from "react-router";
import { tasks } from "#app/services/tasks/index.ts";
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
import { Contracts } from "./contracts.tsx";
import { FailedTasks } from "./failed-tasks.tsx";
import { askedOfWorker, deedOf, operate } from "./operate.ts";
import { Queues } from "./queues.tsx";
import { WorkerSteps } from "./steps.tsx";
import { WorkerFacts } from "./worker-facts.tsx";
import { Workers } from "./workers.tsx";

/** Milliseconds: a task that was asked for is then seen to start. */
const INTERVAL = 2_000;

/** So many failed tasks are shown. */
const FAILED = 20;

export async function loader() {
  const [report, failed] = await Promise.all([
    attempt(() => tasks.queues()),
    attempt(() => tasks.list({ state: "failed", limit: FAILED })),
  ]);
  const contracts = tasks.contracts().map(({ payload: _form, ...contract }) => contract);
  return { readAt: Date.now(), ask: crypto.randomUUID(), report, failed: failed.value, contracts };
}

type WorkerPageData = Awaited<ReturnType<typeof loader>>;

const orLastKnown = createLastKnown<WorkerPageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<WorkerPageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) => answerForm(sent, askedOfWorker, operate, deedOf);

export default function WorkerPage() {
  const { readAt, ask, report, failed, contracts } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  const answer = useReport();
  useRefresh(INTERVAL);
  const { application, tree } = snapshot.health;
  const { node, entry } = componentAt(tree, "components", "worker") ?? {};
  const { value: known, fault } = report;
  const isAboutQueue = known?.queues.some(({ name }) => name === answer?.about);
  return (
    <div className="space-y-8">
      <title>{`worker · ${application.name}`}</title>
      <ComponentHeader
        name="worker"
        node={node}
        entry={entry}
        freshness={freshnessOf(freshness, readAt, time)}
      />
      <Notices>
        {fault && <Notice status="unhealthy" word="Out of reach" what={fault.what} todo={fault.todo} />}
        {known?.engine === "embedded" && (
          <Notice
            status="info"
            word="Embedded"
            what="The queues are in an embedded database, for development."
            todo="With REDIS_URL they are on a server, and any number of workers share them."
          />
        )}
        {!known && <ReportNotice report={answer} />}
      </Notices>
      {known && <WorkerFacts report={known} />}
      {node && node.children.length > 0 && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      {known && <Queues queues={known.queues} ask={ask} report={answer} />}
      {known && <Workers workers={known.workers} trouble={known.trouble} />}
      {failed && (
        <FailedTasks
          failed={failed}
          ask={ask}
          report={isAboutQueue ? undefined : answer}
          name={application.name}
        />
      )}
      <Contracts contracts={contracts} />
      <WorkerSteps name={application.name} />
    </div>
  );
}
