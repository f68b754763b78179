import { OwnCommand } from "../own-command.tsx";
import { Step, Steps } from "../steps.tsx";

export function SchedulerSteps() {
  return (
    <Steps>
      <Step term={<code>app/components/scheduler/jobs.ts</code>}>The list of jobs, one per line.</Step>
      <Step term={<OwnCommand>ops jobs list</OwnCommand>}>The same list in a terminal.</Step>
      <Step term={<OwnCommand>ops jobs run JOB</OwnCommand>}>
        Runs a job now; <code>pause</code> and <code>resume</code> take a job, too.
      </Step>
      <Step term={<OwnCommand>ops jobs history JOB</OwnCommand>}>
        The run history of a job, newest first; <code>--json</code> for scripts.
      </Step>
    </Steps>
  );
}
