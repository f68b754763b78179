import { OwnCommand } from "../own-command.tsx";
import { Step } from "../step.tsx";
import { Panel } from "../ui/panel.tsx";

/** What can I do? */
export function WorkerSteps() {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<OwnCommand>ops queues list</OwnCommand>}>
          The same in a terminal; <code>pause</code>, <code>resume</code> and <code>drain</code> work alike.
        </Step>
        <Step what={<OwnCommand>ops tasks list</OwnCommand>}>
          What has failed; <code>tasks retry --failed</code> runs it again.
        </Step>
        <Step what={<OwnCommand>ops load-test cpu --tasks 500</OwnCommand>}>
          How many tasks a second the workers can take.
        </Step>
        <Step what={<code>app/core/queue.ts</code>}>The list of queues, with their limits.</Step>
      </ul>
    </Panel>
  );
}
