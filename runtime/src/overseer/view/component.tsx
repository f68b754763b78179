import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import type { HealthNode } from "../../health/index.ts";
import { findItem } from "../health-tree.ts";
import { CheckPanel } from "./check-panel.tsx";
import { ComponentHeader } from "./component-header.tsx";
import { load } from "./page-context.ts";
import { Definition, DefinitionList } from "./ui/definition-list.tsx";
import { Panel } from "./ui/panel.tsx";
import { useOverseer } from "./use-overseer.ts";

export const loader = ({ context, params: { group = "", name = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.component(group, name));

/** The checks of a component; a node without children is a check itself. */
function checksOf(node: HealthNode | undefined): readonly HealthNode[] {
  if (!node) return [];
  return node.children.length > 0 ? node.children : [node];
}

export default function Component() {
  const { group, name } = useLoaderData<typeof loader>();
  const { snapshot, freshness, entries } = useOverseer();
  const { application, checkedAt, tree } = snapshot.health;
  const { node, entry } = findItem(tree, entries, group, name) ?? {};
  return (
    <div className="space-y-8">
      <title>{`${name} · ${application.name}`}</title>
      <ComponentHeader name={name} node={node} entry={entry} freshness={freshness} />
      <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-2">
        {checksOf(node).map((check) => (
          <CheckPanel key={check.name} node={check} checkedAt={checkedAt} />
        ))}
        {entry && (
          <Panel id="code" title="Source code">
            <DefinitionList>
              <Definition name="Location">
                <code>{entry.folder}</code>
              </Definition>
              <Definition name="Documentation">
                <code>{entry.docs}</code>
              </Definition>
            </DefinitionList>
          </Panel>
        )}
      </div>
    </div>
  );
}
