import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import type { WorkerPage as PageData } from "../../pages/worker.ts";
import { Message, ReportMessage } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { ComponentFrame } from "../component-frame.tsx";
import { load, submit } from "../page-context.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { Contracts } from "./contracts.tsx";
import { FailedTasks } from "./failed-tasks.tsx";
import { Queues } from "./queues.tsx";
import { WorkerSteps } from "./steps.tsx";
import { WorkerFacts } from "./worker-facts.tsx";
import { Workers } from "./workers.tsx";

/** Milliseconds. Short enough to see an enqueued task start. */
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
  const outcome = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  const { value: known } = report;
  const isAboutQueue = known?.queues.some(({ name }) => name === outcome?.about);
  return (
    <ComponentFrame
      group="components"
      name="worker"
      readAt={readAt}
      fault={report.fault ?? failed.fault}
      messages={
        <>
          {known?.engine === "embedded" && (
            <Message
              status="info"
              word="Embedded"
              message="The queues are in an embedded database, for development only."
              hint="Set REDIS_URL to share them between any number of workers."
            />
          )}
          {!known && <ReportMessage report={outcome} />}
        </>
      }
      facts={known && <WorkerFacts report={known} />}
    >
      {known && <Queues queues={known.queues} ask={ask} report={outcome} />}
      {known && <Workers workers={known.workers} trouble={known.trouble} />}
      {failed.value && (
        <FailedTasks failed={failed.value} ask={ask} report={isAboutQueue ? undefined : outcome} />
      )}
      <Contracts contracts={contracts} />
      <WorkerSteps />
    </ComponentFrame>
  );
}
