import { OwnCommand } from "../own-command.tsx";
import { Step, Steps } from "../steps.tsx";

export function WorkerSteps() {
  return (
    <Steps>
      <Step term={<OwnCommand>ops queues list</OwnCommand>}>
        The queues in a terminal; also <code>pause</code>, <code>resume</code> and <code>drain</code>.
      </Step>
      <Step term={<OwnCommand>ops tasks list</OwnCommand>}>
        The failed tasks; <code>tasks retry --failed</code> retries all of them.
      </Step>
      <Step term={<OwnCommand>ops load-test cpu --tasks 500</OwnCommand>}>
        Measures how many tasks per second the workers process.
      </Step>
      <Step term={<code>app/core/queue.ts</code>}>The list of queues, with their limits.</Step>
    </Steps>
  );
}
