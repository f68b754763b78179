import type { HealthNode } from "../../health/index.ts";
import { listProblems } from "../health-tree.ts";
import { Panel } from "./ui/panel.tsx";
import { RelativeTime } from "./ui/relative-time.tsx";
import { StatusMark } from "./ui/status-mark.tsx";
import { TextLink } from "./ui/text-link.tsx";

/** The checks that warn or fail. */
export function ProblemsPanel({ tree, checkedAt }: { tree: HealthNode; checkedAt: string }) {
  const found = listProblems(tree);
  const aside = (
    <>
      Checked <RelativeTime at={checkedAt} />
    </>
  );
  return (
    <Panel id="problems" title="Problems" aside={aside}>
      {found.length === 0 && (
        <p className="px-4 py-3 text-muted">
          No problems. A check that warns or fails is listed here, with the reason.
        </p>
      )}
      <ul className="divide-y divide-line">
        {found.map(({ node, path }) => (
          <li key={path.join("/")} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-3">
            <span className="w-24">
              <StatusMark status={node.status} />
            </span>
            <span className="min-w-0 flex-1 basis-64">
              <TextLink to={`/${path.slice(0, 2).join("/")}`}>{path.slice(1).join(" / ")}</TextLink>
              <span className="block">{node.message}</span>
            </span>
            <span className="text-xs text-muted">
              {node.lastHealthyAt ? (
                <>
                  OK <RelativeTime at={node.lastHealthyAt} />
                </>
              ) : (
                "Not OK since the start"
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
