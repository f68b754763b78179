import {
  type ActionFunctionArgs,
  type ClientLoaderFunctionArgs,
  type LoaderFunctionArgs,
  useLoaderData,
} from "react-router";
import { settings } from "#app/core/settings/index.ts";
import { database } from "#app/services/database/index.ts";
import { useClock } from "../../ui/clock.tsx";
import { Panel } from "../../ui/panel.tsx";
import { answerForm } from "../actions/answer-form.ts";
import { attempt } from "../actions/attempt.ts";
import { Notice, Notices } from "../actions/report-notice.tsx";
import { useReport } from "../actions/use-report.ts";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { freshnessOf } from "../refresh/freshness-of.ts";
import { createLastKnown } from "../refresh/last-known.ts";
import { useRefresh } from "../refresh/use-refresh.ts";
import { componentAt } from "../tree.ts";
import { useOverseer } from "../use-overseer.ts";
import { askedForBackup, backUp, backupDesk } from "./back-up.ts";
import { Backups } from "./backups.tsx";
import { DatabaseFacts } from "./database-facts.tsx";
import { Migrations } from "./migrations.tsx";
import { DatabaseSteps } from "./steps.tsx";
import { Tables } from "./tables.tsx";

/** Milliseconds. Rows are counted each time, so no more often than is worth it. */
const INTERVAL = 5_000;

export async function loader(_: LoaderFunctionArgs) {
  const [status, backups] = await Promise.all([
    attempt(() => database.status()),
    attempt(() => database.backups()),
  ]);
  return {
    readAt: Date.now(),
    ask: crypto.randomUUID(),
    status,
    backups,
    kept: settings.BACKUPS_KEPT,
    desk: backupDesk.state(),
  };
}

export type DatabasePageData = Awaited<ReturnType<typeof loader>>;

const orLastKnown = createLastKnown<DatabasePageData>();

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  orLastKnown(request, () => serverLoader<DatabasePageData>());
clientLoader.hydrate = true as const;

export const action = (sent: ActionFunctionArgs) =>
  answerForm(sent, askedForBackup, backUp, () => ({ action: "db backup", about: "" }));

export default function DatabasePage() {
  const { readAt, ask, status, backups, kept, desk } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  const report = useReport();
  useRefresh(INTERVAL);
  const { application, tree } = snapshot.health;
  const { node, entry } = componentAt(tree, "components", "database") ?? {};
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
      <Notices>
        {fault && <Notice status="unhealthy" word="Out of reach" what={fault.what} todo={fault.todo} />}
      </Notices>
      {facts && <DatabaseFacts facts={facts} />}
      {node && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
        <Backups
          backups={backups}
          kept={kept}
          desk={desk}
          ask={ask}
          name={application.name}
          report={report}
        />
        {facts && <Migrations schema={facts.migrations} name={application.name} />}
      </div>
      {facts && <Tables tables={facts.tables} countedAt={facts.countedAt} />}
      <DatabaseSteps name={application.name} />
    </div>
  );
}
