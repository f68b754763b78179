import type { HealthNode } from "../../health/index.ts";
import { formatMilliseconds } from "../format/quantity.ts";
import { Figure } from "./ui/figure.tsx";
import { RelativeTime } from "./ui/relative-time.tsx";
import { StatusMark } from "./ui/status-mark.tsx";

/** The checks below one node, one a row; on a narrow screen the message moves below the name. */
export function Checks({ nodes }: { nodes: readonly HealthNode[] }) {
  return (
    <ul className="divide-y divide-line">
      {nodes.map((node) => (
        <li
          key={node.name}
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-2 md:grid-cols-[auto_9rem_minmax(0,1fr)_5rem_7rem]"
        >
          <StatusMark status={node.status} as="dot" />
          <span className="font-medium [overflow-wrap:anywhere]">{node.name}</span>
          <span className="order-last col-span-2 col-start-2 text-muted [overflow-wrap:anywhere] md:order-none md:col-span-1 md:col-start-auto">
            {node.message}
          </span>
          <span className="text-right max-md:hidden">
            {node.responseTime !== null && <Figure quantity={formatMilliseconds(node.responseTime)} />}
          </span>
          <span className="text-right text-muted">
            <LastOk at={node.lastHealthyAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function LastOk({ at }: { at: string | null }) {
  if (at === null) return "Never OK";
  return (
    <>
      OK <RelativeTime at={at} />
    </>
  );
}
