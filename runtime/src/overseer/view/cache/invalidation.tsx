import { Form, useNavigation } from "react-router";
import type { Report } from "../../pages/report.ts";
import { Button } from "../actions/button.tsx";
import { Confirm } from "../actions/confirm.tsx";
import { ReportMessage } from "../actions/report-message.tsx";
import { Panel } from "../ui/panel.tsx";

interface InvalidationProps {
  ask: string;
  report: Report | undefined;
  /** Whether other processes share the cache. */
  isShared: boolean;
}

/** Removes what is out of date: by its tag, or everything. */
export function Invalidation({ ask, report, isShared }: InvalidationProps) {
  const { state } = useNavigation();
  return (
    <Panel
      id="invalidation"
      title="Invalidation"
      aside={isShared ? "In all processes that share the cache" : "In this process only"}
    >
      <ReportMessage report={report} />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 px-4 py-3">
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="ask" value={ask} />
          <input type="hidden" name="intent" value="clear" />
          <label className="block">
            <span className="mb-1 block text-xs text-muted">Tag</span>
            <input
              name="tag"
              required
              maxLength={200}
              className="h-8 w-56 rounded-md border border-line bg-panel px-2"
            />
          </label>
          <Button type="submit">{state === "submitting" ? "Invalidating" : "Invalidate"}</Button>
        </Form>
        <Confirm
          action="Clear cache"
          doing="Clearing"
          title="Clear the whole cache?"
          fields={{ intent: "clear" }}
          ask={ask}
        >
          <p>Each value is computed again at its next read, so the load rises for a while.</p>
        </Confirm>
      </div>
    </Panel>
  );
}
