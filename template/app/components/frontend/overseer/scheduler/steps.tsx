import { Panel } from "../../ui/panel.tsx";
import { Step } from "../step.tsx";

/** What can I do? */
export function SchedulerSteps({ name }: { name: string }) {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<code>app/components/scheduler/jobs.ts</code>}>The list of jobs: a line for each.</Step>
        <Step what={<code>npx {name} jobs list</code>}>The same list in a terminal.</Step>
        <Step what={<code>npx {name} jobs run JOB</code>}>
          Run one now; <code>pause</code> and <code>resume</code> work alike.
        </Step>
        <Step what={<code>npx {name} jobs history JOB</code>}>How its runs went, newest first.</Step>
      </ul>
    </Panel>
  );
}
