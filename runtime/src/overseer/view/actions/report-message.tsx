import type { ReactNode } from "react";
import type { Report } from "../../pages/report.ts";
import { type MarkStatus, StatusMark } from "../ui/status-mark.tsx";

const REPORT_STATUSES: Record<Report["kind"], { status: MarkStatus; word: string }> = {
  done: { status: "healthy", word: "Done" },
  started: { status: "info", word: "Requested" },
  failed: { status: "unhealthy", word: "Failed" },
};

/** Messages that stand by themselves rather than in a panel; nothing is left where there are none. */
export function Messages({ children }: { children: ReactNode }) {
  return (
    <div className="overflow-hidden rounded-md border border-line not-has-[p]:hidden">
      {/* The last one's own line falls below the frame. */}
      <div className="-mb-px">{children}</div>
    </div>
  );
}

/** The outcome of a form, beside it. The element is there before its text is, so that a screen reader announces it. */
export function ReportMessage({ report }: { report: Report | undefined }) {
  return (
    <div role="status">
      {report && <Message {...REPORT_STATUSES[report.kind]} message={report.message} hint={report.hint} />}
    </div>
  );
}

interface MessageProps {
  status: MarkStatus;
  word: string;
  message: ReactNode;
  hint: ReactNode;
}

/** What happened or is wrong, and what to do. */
export function Message({ status, word, message, hint }: MessageProps) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line bg-sunken px-4 py-2">
      <StatusMark status={status} word={word} />
      <p className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
        {message} <span className="text-muted">{hint}</span>
      </p>
    </div>
  );
}
