import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import { findItem } from "../../health-tree.ts";
import type { DatabasePage as PageData } from "../../pages/database.ts";
import { Message, Messages } from "../actions/report-message.tsx";
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
import { Backups } from "./backups.tsx";
import { DatabaseFacts } from "./database-facts.tsx";
import { Migrations } from "./migrations.tsx";
import { DatabaseSteps } from "./steps.tsx";
import { Tables } from "./tables.tsx";

/** Milliseconds. Rows are counted each time, so no more often than is worth it. */
const REFRESH_INTERVAL_MS = 5_000;

export const loader = ({ context }: LoaderFunctionArgs) => load({ context }, (pages) => pages.database());

const orLastKnown = createLastKnown<PageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<PageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  submit(sent, (pages, fields) => pages.submitDatabase(fields));

export default function DatabasePage() {
  const { readAt, ask, status, backups, kept, desk } = useLoaderData<typeof loader>();
  const { snapshot, freshness, entries } = useOverseer();
  const { time } = useClock();
  const report = useReport();
  useRefresh(REFRESH_INTERVAL_MS);
  const { application, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, "components", "database") ?? {};
  const { value: facts, fault } = status;
  return (
    <div className="space-y-8">
      <title>{`database · ${application.name}`}</title>
      <ComponentHeader
        name="database"
        node={node}
        entry={entry}
        freshness={freshnessOf(freshness, readAt, time)}
      />
      <Messages>
        {fault && (
          <Message status="unhealthy" word="Out of reach" message={fault.message} hint={fault.hint} />
        )}
      </Messages>
      {facts && <DatabaseFacts facts={facts} />}
      {node && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
        <Backups backups={backups} kept={kept} desk={desk} ask={ask} report={report} />
        {facts && <Migrations schema={facts.migrations} />}
      </div>
      {facts && <Tables tables={facts.tables} countedAt={facts.countedAt} />}
      <DatabaseSteps />
    </div>
  );
}
