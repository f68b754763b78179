import { formatMilliseconds } from "../../format/quantity.ts";
import type { AiPage } from "../../pages/ai.ts";
import { Figure } from "../ui/figure.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

type Failure = NonNullable<AiPage["usage"]>["failures"][number];

/** The requests that failed last. Neither a question nor an answer is part of them. */
export function LastFailures({ failures }: { failures: readonly Failure[] }) {
  return (
    <Panel id="failures" title="Last failures" aside="Newest first">
      {failures.length === 0 && <p className="px-4 py-3 text-muted">No failed requests in 30 days.</p>}
      <ul className="divide-y divide-line">
        {failures.map(({ id, at, model, action, error, durationMs }) => (
          <li
            key={id}
            className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-4 gap-y-0.5 px-4 py-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_8rem_6rem_5rem]"
          >
            <code className="col-span-full text-unhealthy [overflow-wrap:anywhere] md:col-span-1">
              {error ?? "unknown"}
            </code>
            <span className="col-span-full [overflow-wrap:anywhere] md:col-span-1">{model}</span>
            <span className="text-muted">{action}</span>
            <span className="text-muted">
              <RelativeTime at={at} />
            </span>
            <span className="text-right text-muted">
              <Figure quantity={formatMilliseconds(durationMs)} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
