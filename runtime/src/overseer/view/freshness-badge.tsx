import { Link } from "react-router";
import type { Freshness } from "./live/freshness.ts";

const FRESHNESS_CLASSES: Record<Freshness["kind"], { dot: string; title: string }> = {
  live: { dot: "bg-accent", title: "Changes are shown as they happen" },
  polling: { dot: "border border-accent", title: "The event stream is down; polling every 5 s" },
  stale: { dot: "bg-warning", title: "No update has arrived since; values may be out of date" },
  paused: { dot: "border border-muted", title: "Updates pause while the page is hidden" },
  still: { dot: "border border-muted", title: "Values from when the page was loaded" },
};

/** How current everything on the page is. Its width is that of its longest text, so nothing moves. */
export function FreshnessBadge({ freshness: { kind, text } }: { freshness: Freshness }) {
  return (
    <p
      title={FRESHNESS_CLASSES[kind].title}
      data-freshness={kind}
      className={`flex h-7 min-w-44 items-center sm:justify-end gap-2 text-xs whitespace-nowrap tabular-nums ${kind === "stale" ? "text-warning" : "text-muted"}`}
    >
      <span className={`size-2 rounded-full ${FRESHNESS_CLASSES[kind].dot}`} aria-hidden="true" />
      {text}
      <noscript>
        <Link to="." className="text-accent underline underline-offset-4">
          Refresh
        </Link>
      </noscript>
    </p>
  );
}
