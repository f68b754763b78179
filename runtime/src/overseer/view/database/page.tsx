import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import type { DatabasePage as PageData } from "../../pages/database.ts";
import { useReport } from "../actions/use-report.ts";
import { ComponentFrame } from "../component-frame.tsx";
import { load, submit } from "../page-context.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { Backups } from "./backups.tsx";
import { DatabaseFacts } from "./database-facts.tsx";
import { Migrations } from "./migrations.tsx";
import { DatabaseSteps } from "./steps.tsx";
import { Tables } from "./tables.tsx";

/** Milliseconds. Rows are counted each time, which takes a while in a large database. */
const REFRESH_INTERVAL_MS = 5_000;

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.database());

const orLastKnown = createLastKnown<PageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  submit(sent, (pages, fields) => pages.submitDatabase(fields));

export default function DatabasePage() {
  const { readAt, ask, status, backups, kept, runner } = useLoaderData<typeof loader>();
  const report = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  const { value: facts, fault } = status;
  return (
    <ComponentFrame
      group="components"
      name="database"
      readAt={readAt}
      fault={fault}
      facts={facts && <DatabaseFacts facts={facts} />}
    >
      <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
        <Backups backups={backups} kept={kept} runner={runner} ask={ask} report={report} />
        {facts && <Migrations schema={facts.migrations} />}
      </div>
      {facts && <Tables tables={facts.tables} countedAt={facts.countedAt} />}
      <DatabaseSteps />
    </ComponentFrame>
  );
}
