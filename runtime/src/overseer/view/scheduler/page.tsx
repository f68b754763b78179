import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import type { SchedulerPage as PageData } from "../../pages/scheduler.ts";
import { Message, ReportMessage } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { ComponentFrame } from "../component-frame.tsx";
import { load, submit } from "../page-context.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { Panel } from "../ui/panel.tsx";
import { useOverseer } from "../use-overseer.ts";
import { adviceOn } from "./advice.ts";
import { Jobs } from "./jobs.tsx";
import { Runs } from "./runs.tsx";
import { SchedulerFacts } from "./scheduler-facts.tsx";
import { Schedulers } from "./schedulers.tsx";
import { SchedulerSteps } from "./steps.tsx";

/** Milliseconds. Short enough to see a requested run start. */
const REFRESH_INTERVAL_MS = 2_000;

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.scheduler());

const orLastKnown = createLastKnown<PageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) => submit(sent, (pages, fields) => pages.submitJob(fields));

export default function SchedulerPage() {
  const { readAt, ask, report, recent, maxRuns } = useLoaderData<typeof loader>();
  const { prefixes } = useOverseer();
  const outcome = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  const { value: known } = report;
  const advice = known && adviceOn(known, prefixes);
  return (
    <ComponentFrame
      group="components"
      name="scheduler"
      readAt={readAt}
      fault={report.fault ?? recent.fault}
      messages={
        <>
          {advice && <Message {...advice} />}
          {!known && <ReportMessage report={outcome} />}
        </>
      }
      facts={known && <SchedulerFacts report={known} />}
    >
      {known && <Jobs report={known} ask={ask} outcome={outcome} />}
      {recent.value && (
        <Panel id="recent" title="Recent runs" aside={`The newest ${maxRuns} of all jobs`}>
          {recent.value.length === 0 && (
            <p className="px-4 py-3 text-muted">
              No runs yet. Runs that succeed, fail, are skipped or missed are listed here, with the reason.
            </p>
          )}
          <Runs runs={recent.value} named />
        </Panel>
      )}
      {known && <Schedulers schedulers={known.schedulers} />}
      <SchedulerSteps />
    </ComponentFrame>
  );
}
