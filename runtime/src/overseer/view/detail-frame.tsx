import type { ReactNode } from "react";
import type { Fault } from "../pages/fault.ts";
import type { Report } from "../pages/report.ts";
import { Messages, ReportMessage } from "./actions/report-message.tsx";
import { FaultMessage } from "./component-frame.tsx";
import { FreshnessBadge } from "./freshness-badge.tsx";
import { freshnessOf } from "./refresh/freshness-of.ts";
import { useClock } from "./ui/clock.tsx";
import { type MarkStatus, StatusMark } from "./ui/status-mark.tsx";
import { TextLink } from "./ui/text-link.tsx";
import { useOverseer } from "./use-overseer.ts";

interface DetailFrameProps {
  /** The page that lists what this page shows. */
  parent: { path: string; name: string };
  heading: string;
  /** The title of the document, where it differs from the heading. */
  title?: string;
  status?: { status: MarkStatus; word: string } | null | undefined;
  /** What stands below the heading. */
  summary?: ReactNode;
  /** The buttons beside the heading. */
  actions?: ReactNode;
  /** When the page was read, in milliseconds since 1970, where it is refreshed. */
  readAt?: number;
  fault?: Fault | null;
  report?: Report | undefined;
  children: ReactNode;
}

/** What the page of one job, task, mail or account has: the way back, heading, status, actions and messages. */
export function DetailFrame(props: DetailFrameProps) {
  const {
    parent,
    heading,
    title = heading,
    status,
    summary,
    actions,
    readAt,
    fault,
    report,
    children,
  } = props;
  const { snapshot, freshness } = useOverseer();
  const { time } = useClock();
  return (
    <div className="space-y-8">
      <title>{`${title} · ${snapshot.health.application.name}`}</title>
      <header>
        <div className="flex flex-wrap items-start justify-between gap-x-8">
          <p>
            <TextLink to={parent.path}>{parent.name}</TextLink>
          </p>
          {readAt !== undefined && <FreshnessBadge freshness={freshnessOf(freshness, readAt, time)} />}
        </div>
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          <div className="min-w-0">
            <h1 className="flex flex-wrap items-baseline gap-x-4 text-2xl font-semibold [overflow-wrap:anywhere]">
              {heading}
              {status && (
                <span className="text-base">
                  <StatusMark {...status} />
                </span>
              )}
            </h1>
            {summary}
          </div>
          {actions}
        </div>
      </header>
      <Messages>
        {fault && <FaultMessage fault={fault} />}
        <ReportMessage report={report} />
      </Messages>
      {children}
    </div>
  );
}
