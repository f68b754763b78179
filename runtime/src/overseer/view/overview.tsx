import { Activity } from "./activity.tsx";
import { ApplicationFacts } from "./application-facts.tsx";
import { ComponentCard } from "./component-card.tsx";
import { NextSteps } from "./next-steps.tsx";
import { TroublesPanel } from "./troubles-panel.tsx";
import { statusWord } from "./ui/status-mark.tsx";
import { useOverseer } from "./use-overseer.ts";
import { Verdict } from "./verdict.tsx";

export default function Overview() {
  const { snapshot, freshness } = useOverseer();
  const { application, checkedAt, status, tree } = snapshot.health;
  return (
    <div className="space-y-8">
      <title>{`${statusWord(status)} · ${application.name}`}</title>
      <Verdict report={snapshot.health} freshness={freshness} />
      <ApplicationFacts facts={application} />
      <Activity samples={snapshot.metrics} />
      <TroublesPanel tree={tree} checkedAt={checkedAt} />
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
      <NextSteps />
    </div>
  );
}
