import type { HealthNode } from "../../health/index.ts";
import { Checks } from "./checks.tsx";
import { StatusMark } from "./ui/status-mark.tsx";
import { TextLink } from "./ui/text-link.tsx";

/** One component or service: its status and its checks. */
export function ComponentCard({ group, node }: { group: string; node: HealthNode }) {
  return (
    <article className="overflow-hidden rounded-md border border-line bg-panel">
      <header className="flex items-baseline justify-between gap-4 border-b border-line px-4 py-2">
        <h3 className="min-w-0 truncate font-semibold">
          <TextLink to={`/${group}/${node.name}`}>{node.name}</TextLink>
        </h3>
        <StatusMark status={node.status} />
      </header>
      <Checks nodes={node.children.length > 0 ? node.children : [node]} />
    </article>
  );
}
