import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { findItem } from "../../health-tree.ts";
import { Message, Messages } from "../actions/report-message.tsx";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { OwnCommand } from "../own-command.tsx";
import { load } from "../page-context.ts";
import { Step } from "../step.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Panel } from "../ui/panel.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useOverseer } from "../use-overseer.ts";
import { Users } from "./users.tsx";

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.accounts(new URL(request.url).searchParams));

export default function AuthPage() {
  const { figures, list, fault, search, own } = useLoaderData<typeof loader>();
  const { snapshot, freshness, entries } = useOverseer();
  const { application, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, "services", "auth") ?? {};
  return (
    <div className="space-y-8">
      <title>{`auth · ${application.name}`}</title>
      <ComponentHeader name="auth" node={node} entry={entry} freshness={freshness} />
      <Messages>
        {fault && (
          <Message status="unhealthy" word="Out of reach" message={fault.message} hint={fault.hint} />
        )}
      </Messages>
      {figures && (
        <Facts>
          <Fact name="Accounts">{figures.accounts}</Fact>
          <Fact name="Admins">{figures.admins}</Fact>
          <Fact name="Made within a day">{figures.lately}</Fact>
          <Fact name="Deactivated">{figures.deactivated}</Fact>
          <Fact name="Open sessions">{figures.sessions}</Fact>
          <Fact name="Locked addresses">{figures.locked}</Fact>
        </Facts>
      )}
      {node && node.children.length > 0 && (
        <Panel id="checks" title="Is it well?">
          <Checks nodes={node.children} />
        </Panel>
      )}
      {list && <Users report={list} search={search} own={own} />}
      <Panel id="next" title="What can I do?">
        <ul className="divide-y divide-line">
          <Step what={<TextLink to="audit">The audit trail</TextLink>}>
            Who has changed what, here, by the API or by a command.
          </Step>
          <Step what={<OwnCommand>ops users create EMAIL --role admin</OwnCommand>}>
            Create an account; its owner chooses the password by a link.
          </Step>
          <Step what={<OwnCommand>ops users --help</OwnCommand>}>
            Everything that these pages can do, in a terminal.
          </Step>
        </ul>
      </Panel>
    </div>
  );
}
