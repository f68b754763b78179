import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { authFigures, users } from "#app/services/auth/index.ts";
import { Fact, Facts } from "../../ui/facts.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { attempt } from "../actions/attempt.ts";
import { Notice, Notices } from "../actions/report-notice.tsx";
import { Checks } from "../checks.tsx";
import { ComponentHeader } from "../component-header.tsx";
import { Step } from "../step.tsx";
import { componentAt } from "../tree.ts";
import { useOverseer } from "../use-overseer.ts";
import { Users } from "./users.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const search = (searchParams.get("search") ?? "").slice(0, 254);
  const after = searchParams.get("after") ?? undefined;
  const [figures, list] = await Promise.all([
    attempt(authFigures),
    attempt(() => users.list({ search, after })),
  ]);
  const own = (await context.get(pageContext).session())?.user.id;
  return { figures: figures.value, list: list.value, fault: figures.fault ?? list.fault, search, own };
}

export default function AuthPage() {
  const { figures, list, fault, search, own } = useLoaderData<typeof loader>();
  const { snapshot, freshness } = useOverseer();
  const { application, tree } = snapshot.health;
  const { node, entry } = componentAt(tree, "services", "auth") ?? {};
  return (
    <div className="space-y-8">
      <title>{`auth · ${application.name}`}</title>
      <ComponentHeader name="auth" node={node} entry={entry} freshness={freshness} />
      <Notices>
        {fault && <Notice status="unhealthy" word="Out of reach" what={fault.what} todo={fault.todo} />}
      </Notices>
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
          <Step what={<code>npx {application.name} users create EMAIL --role admin</code>}>
            Create an account; its owner chooses the password by a link.
          </Step>
          <Step what={<code>npx {application.name} users --help</code>}>
            Everything that these pages can do, in a terminal.
          </Step>
        </ul>
      </Panel>
    </div>
  );
}
