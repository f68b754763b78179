import { Form, useNavigation } from "react-router";
import type { Report } from "../../pages/report.ts";
import { Button } from "../actions/button.tsx";
import { Confirm } from "../actions/confirm.tsx";
import { ReportMessage } from "../actions/report-message.tsx";
import { Panel } from "../ui/panel.tsx";

interface ForgetProps {
  ask: string;
  report: Report | undefined;
  /** Whether other processes share what is kept. */
  isShared: boolean;
}

/** Is something in it that should not be? */
export function Forget({ ask, report, isShared }: ForgetProps) {
  const { state } = useNavigation();
  return (
    <Panel
      id="forget"
      title="Is it out of date?"
      aside={isShared ? "For all processes that share it" : "In this process alone"}
    >
      <ReportMessage report={report} />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 px-4 py-3">
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="ask" value={ask} />
          <input type="hidden" name="intent" value="clear" />
          <label className="block">
            <span className="mb-1 block text-xs text-muted">What has this tag</span>
            <input
              name="tag"
              required
              maxLength={200}
              className="h-8 w-56 rounded-md border border-line bg-panel px-2"
            />
          </label>
          <Button type="submit">{state === "submitting" ? "Forgetting" : "Forget"}</Button>
        </Form>
        <Confirm
          action="Forget everything"
          doing="Forgetting"
          title="Forget all that the cache keeps?"
          fields={{ intent: "clear" }}
          ask={ask}
        >
          <p>Each value is computed again at its next read, so the load rises for a while.</p>
        </Confirm>
      </div>
    </Panel>
  );
}
