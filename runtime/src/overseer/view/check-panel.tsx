import type { HealthNode } from "../../health/index.ts";
import { formatMilliseconds } from "../format/quantity.ts";
import { finding } from "./finding.ts";
import { Definition, DefinitionList } from "./ui/definition-list.tsx";
import { Figure } from "./ui/figure.tsx";
import { Panel } from "./ui/panel.tsx";
import { RelativeTime } from "./ui/relative-time.tsx";
import { StatusMark } from "./ui/status-mark.tsx";

/** Everything that one check has found out. */
export function CheckPanel({ node, checkedAt }: { node: HealthNode; checkedAt: string }) {
  const { critical, lastHealthyAt, message, metadata, name, responseTime, status } = node;
  return (
    <Panel id={`check-${name}`} title={name} aside={<StatusMark status={status} />}>
      <p className="border-b border-line px-4 py-2">{message}</p>
      <DefinitionList>
        <Definition name="Checked">
          <RelativeTime at={checkedAt} />
        </Definition>
        {responseTime !== null && (
          <Definition name="Took">
            <Figure quantity={formatMilliseconds(responseTime)} />
          </Definition>
        )}
        <Definition name="Last well">
          {lastHealthyAt ? <RelativeTime at={lastHealthyAt} /> : "Not since the start"}
        </Definition>
        <Definition name="If it fails">
          {critical ? "Not ready for requests" : "A warning, no more"}
        </Definition>
        {Object.entries(metadata).map(([key, value]) => (
          <Definition key={key} name={key}>
            {finding(key, value)}
          </Definition>
        ))}
      </DefinitionList>
    </Panel>
  );
}
