import type { ReactNode } from "react";
import { type MarkStatus, StatusMark } from "../../ui/status-mark.tsx";
import type { Report } from "./report.ts";

const MARKS: Record<Report["kind"], { status: MarkStatus; word: string }> = {
  done: { status: "healthy", word: "Done" },
  started: { status: "info", word: "Asked for" },
  failed: { status: "unhealthy", word: "Failed" },
};

/** Notices that stand by themselves rather than in a panel; nothing is left where there are none. */
export function Notices({ children }: { children: ReactNode }) {
  return (
    <div className="overflow-hidden rounded-md border border-line not-has-[p]:hidden">
      {/* The last one's own line falls below the frame. */}
      <div className="-mb-px">{children}</div>
    </div>
  );
}

/** How it went, where it was asked for. The place is there before the words are, so that they are read out. */
export function ReportNotice({ report }: { report: Report | undefined }) {
  return (
    <div role="status">
      {report && <Notice {...MARKS[report.kind]} what={report.what} todo={report.todo} />}
    </div>
  );
}

interface NoticeProps {
  status: MarkStatus;
  word: string;
  what: ReactNode;
  todo: ReactNode;
}

/** What has happened or is wrong, and what to do. */
export function Notice({ status, word, what, todo }: NoticeProps) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line bg-sunken px-4 py-2">
      <StatusMark status={status} word={word} />
      <p className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
        {what} <span className="text-muted">{todo}</span>
      </p>
    </div>
  );
}
