import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from "react-router";
import { Messages, ReportMessage } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { FaultMessage } from "../component-frame.tsx";
import { load, submit } from "../page-context.ts";
import { Panel } from "../ui/panel.tsx";
import { useOverseer } from "../use-overseer.ts";
import { PanelAction } from "./action.tsx";
import { PanelBlock } from "./block.tsx";

export const loader = ({ context, params: { panel = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.panel(panel));

export const action = ({ params: { panel = "" }, ...sent }: ActionFunctionArgs) =>
  submit(sent, (pages, fields) => pages.submitPanel(panel, fields));

/** The page of a panel that an owner or a third party has declared as data. */
export default function PanelPage() {
  const { ask, title, blocks, fault, actions } = useLoaderData<typeof loader>();
  const { snapshot } = useOverseer();
  const report = useReport();
  return (
    <div className="space-y-8">
      <title>{`${title} · ${snapshot.health.application.name}`}</title>
      <header>
        <h1 className="text-2xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
      </header>
      <Messages>
        {fault && <FaultMessage fault={fault} />}
        <ReportMessage report={report} />
      </Messages>
      {blocks?.map((block) => (
        <PanelBlock key={JSON.stringify(block)} block={block} />
      ))}
      {actions.length > 0 && (
        <Panel id="actions" title="Actions">
          <div className="divide-y divide-line">
            {actions.map((each) => (
              <PanelAction key={each.name} action={each} ask={ask} />
            ))}
          </div>
        </Panel>
      )}
    </div>
  );
}
