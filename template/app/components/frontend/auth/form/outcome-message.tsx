import { StatusMark } from "../../ui/status-mark.tsx";
import type { Outcome } from "./outcome.ts";

/** What became of the form that was sent. It has the focus unless a field is to be corrected. */
export function OutcomeMessage({ id, outcome }: { id: string; outcome: Outcome | undefined }) {
  const focus = { autoFocus: outcome?.field === "" };
  return (
    <div role="status" id={id} tabIndex={-1} {...focus} className="outline-none not-has-[p]:hidden">
      {outcome && (
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-md border border-line bg-sunken px-4 py-2">
          {outcome.kind === "done" ? (
            <StatusMark status="healthy" word="Done" />
          ) : (
            <StatusMark status="unhealthy" word="Failed" />
          )}
          <p className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
            {outcome.message} <span className="text-muted">{outcome.hint}</span>
          </p>
        </div>
      )}
    </div>
  );
}
