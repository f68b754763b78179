import type { HealthNode } from "../../health/index.ts";
import type { OverseerEntry } from "../capabilities.ts";
import { FreshnessBadge } from "./freshness-badge.tsx";
import type { Freshness } from "./live/freshness.ts";
import { Elapsed } from "./ui/elapsed.tsx";
import { RelativeTime } from "./ui/relative-time.tsx";
import { StatusMark } from "./ui/status-mark.tsx";

interface ComponentHeaderProps {
  name: string;
  /** Undefined where there is nothing to check. */
  node: HealthNode | undefined;
  entry: OverseerEntry | undefined;
  freshness: Freshness;
}

/** Name, status and summary of a component or service. */
export function ComponentHeader({ name, node, entry, freshness }: ComponentHeaderProps) {
  const isOk = !node || node.status === "healthy" || node.status === "info";
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
      <div>
        <h1 className="flex items-baseline gap-4 text-2xl font-semibold">
          {name}
          <span className="text-base">
            <StatusMark status={node?.status ?? "none"} />
          </span>
          {node && (
            <span className="text-base font-normal text-muted">
              <Elapsed since={node.since} />
            </span>
          )}
        </h1>
        <p className="mt-1 text-base">
          {node?.message ?? "Runs on demand, without checks."}
          {!isOk && (
            <span className="text-muted">
              {node.lastHealthyAt ? (
                <>
                  {" "}
                  Last OK <RelativeTime at={node.lastHealthyAt} />.
                </>
              ) : (
                " Not OK since the start."
              )}
            </span>
          )}
        </p>
        {entry && <p className="text-muted">{entry.summary}</p>}
      </div>
      <FreshnessBadge freshness={freshness} />
    </header>
  );
}
