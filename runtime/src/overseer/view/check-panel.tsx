import type { HealthNode } from "../../health/index.ts";
import { formatMilliseconds } from "../format/quantity.ts";
import { finding } from "./finding.ts";
import { Definition, DefinitionList } from "./ui/definition-list.tsx";
import { Figure } from "./ui/figure.tsx";
import { Panel } from "./ui/panel.tsx";
import { RelativeTime } from "./ui/relative-time.tsx";
import { StatusMark } from "./ui/status-mark.tsx";

/** The result of one check, with all its figures. */
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
          <Definition name="Duration">
            <Figure quantity={formatMilliseconds(responseTime)} />
          </Definition>
        )}
        <Definition name="Last OK">
          {lastHealthyAt ? <RelativeTime at={lastHealthyAt} /> : "Not since start"}
        </Definition>
        <Definition name="On failure">{critical ? "Not ready for requests" : "Warning only"}</Definition>
        {Object.entries(metadata).map(([key, value]) => (
          <Definition key={key} name={key}>
            {finding(key, value)}
          </Definition>
        ))}
      </DefinitionList>
    </Panel>
  );
}
