import { OwnCommand } from "../own-command.tsx";
import { Step } from "../step.tsx";
import { Panel } from "../ui/panel.tsx";

/** What can I do? */
export function SchedulerSteps() {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<code>app/components/scheduler/jobs.ts</code>}>The list of jobs: a line for each.</Step>
        <Step what={<OwnCommand>ops jobs list</OwnCommand>}>The same list in a terminal.</Step>
        <Step what={<OwnCommand>ops jobs run JOB</OwnCommand>}>
          Run one now; <code>pause</code> and <code>resume</code> work alike.
        </Step>
        <Step what={<OwnCommand>ops jobs history JOB</OwnCommand>}>
          How its runs went, newest first; <code>--json</code> is for scripts.
        </Step>
      </ul>
    </Panel>
  );
}
