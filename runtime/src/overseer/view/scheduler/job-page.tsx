import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import type { JobPage as PageData } from "../../pages/scheduler.ts";
import { useReport } from "../actions/use-report.ts";
import { DetailFrame } from "../detail-frame.tsx";
import { load, submit } from "../page-context.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { Panel } from "../ui/panel.tsx";
import { JobActions } from "./job-actions.tsx";
import { JobFacts } from "./job-facts.tsx";
import { JobPolicies } from "./job-policies.tsx";
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
  const report = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  return (
    <DetailFrame
      parent={{ path: "/components/scheduler", name: "scheduler" }}
      heading={id}
      status={shown && markOfJob(shown.job, shown.isServed)}
      summary={<p className="mt-1 text-base">{shown?.job.description}</p>}
      actions={shown && <JobActions job={shown.job} ask={ask} />}
      readAt={readAt}
      fault={fault}
      report={report}
    >
      {shown && (
        <>
          <JobFacts job={shown.job} />
          <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
            <NextRuns job={shown.job} />
            <JobPolicies job={shown.job} />
          </div>
          <Panel id="history" title="Run history" aside={`The newest ${maxRuns}`}>
            {shown.history.length === 0 && <p className="px-4 py-3 text-muted">No runs yet.</p>}
            <Runs runs={shown.history} />
          </Panel>
        </>
      )}
    </DetailFrame>
  );
}
