import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import { findItem } from "../../health-tree.ts";
import type { WorkerPage as PageData } from "../../pages/worker.ts";
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
import { Contracts } from "./contracts.tsx";
import { FailedTasks } from "./failed-tasks.tsx";
import { Queues } from "./queues.tsx";
import { WorkerSteps } from "./steps.tsx";
import { WorkerFacts } from "./worker-facts.tsx";
import { Workers } from "./workers.tsx";

/** A task that was asked for is then seen to start. */
const REFRESH_INTERVAL_MS = 2_000;

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.worker());

const orLastKnown = createLastKnown<PageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  submit(sent, (pages, fields) => pages.submitWorker(fields));

export default function WorkerPage() {
  const { readAt, ask, report, failed, contracts } = useLoaderData<typeof loader>();
  const { snapshot, freshness, entries } = useOverseer();
  const { time } = useClock();
  const outcome = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  const { application, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, "components", "worker") ?? {};
  const { value: known } = report;
  const fault = report.fault ?? failed.fault;
  const isAboutQueue = known?.queues.some(({ name }) => name === outcome?.about);
  return (
    <div className="space-y-8">
      <title>{`worker · ${application.name}`}</title>
      <ComponentHeader
        name="worker"
        node={node}
        entry={entry}
        freshness={freshnessOf(freshness, readAt, time)}
      />
      <Messages>
        {fault && (
          <Message status="unhealthy" word="Out of reach" message={fault.message} hint={fault.hint} />
        )}
        {known?.engine === "embedded" && (
          <Message
            status="info"
            word="Embedded"
            message="The queues are in an embedded database, for development."
            hint="With REDIS_URL they are on a server, and any number of workers share them."
          />
        )}
        {!known && <ReportMessage report={outcome} />}
      </Messages>
      {known && <WorkerFacts report={known} />}
      {node && node.children.length > 0 && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      {known && <Queues queues={known.queues} ask={ask} report={outcome} />}
      {known && <Workers workers={known.workers} trouble={known.trouble} />}
      {failed.value && (
        <FailedTasks failed={failed.value} ask={ask} report={isAboutQueue ? undefined : outcome} />
      )}
      <Contracts contracts={contracts} />
      <WorkerSteps />
    </div>
  );
}
