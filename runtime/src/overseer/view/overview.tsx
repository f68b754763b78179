import { Activity } from "./activity.tsx";
import { ApplicationFacts } from "./application-facts.tsx";
import { ComponentCard } from "./component-card.tsx";
import { OverviewSteps } from "./overview-steps.tsx";
import { ProblemsPanel } from "./problems-panel.tsx";
import { StatusHeader } from "./status-header.tsx";
import { statusWord } from "./ui/status-mark.tsx";
import { useOverseer } from "./use-overseer.ts";

export default function Overview() {
  const { snapshot, freshness } = useOverseer();
  const { application, checkedAt, status, tree } = snapshot.health;
  return (
    <div className="space-y-8">
      <title>{`${statusWord(status)} · ${application.name}`}</title>
      <StatusHeader report={snapshot.health} freshness={freshness} />
      <ApplicationFacts facts={application} />
      <Activity samples={snapshot.metrics} />
      <ProblemsPanel tree={tree} checkedAt={checkedAt} />
      {tree.children.map((group) => (
        <section key={group.name} aria-labelledby={`group-${group.name}`}>
          <h2 id={`group-${group.name}`} className="mb-2 font-semibold capitalize">
            {group.name}
          </h2>
          <div className="space-y-4">
            {group.children.map((node) => (
              <ComponentCard key={node.name} group={group.name} node={node} />
            ))}
          </div>
        </section>
      ))}
      <OverviewSteps />
    </div>
  );
}
