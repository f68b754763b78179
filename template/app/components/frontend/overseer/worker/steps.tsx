import { Panel } from "../../ui/panel.tsx";
import { Step } from "../step.tsx";

/** What can I do? */
export function WorkerSteps({ name }: { name: string }) {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<code>npx {name} queues list</code>}>
          The same in a terminal; <code>pause</code>, <code>resume</code> and <code>drain</code> work alike.
        </Step>
        <Step what={<code>npx {name} tasks list</code>}>
          What has failed; <code>tasks retry --failed</code> runs it again.
        </Step>
        <Step what={<code>npx {name} load-test cpu --tasks 500</code>}>
          How many tasks a second the workers can take.
        </Step>
        <Step what={<code>app/services/tasks/queues.ts</code>}>The list of queues, with their limits.</Step>
      </ul>
    </Panel>
  );
}
