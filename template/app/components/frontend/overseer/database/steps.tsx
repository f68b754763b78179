import { Panel } from "../../ui/panel.tsx";
import { Step } from "../step.tsx";

/** What can I do? */
export function DatabaseSteps({ name }: { name: string }) {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<code>npx {name} db status</code>}>All of this in a terminal.</Step>
        <Step what={<code>npx {name} db migrate</code>}>
          Apply what is pending, all or none; any number of processes may try at once.
        </Step>
        <Step what={<code>npx {name} db restore FILE</code>}>
          Put a backup in the place of the data, which is copied first. The application must not run.
        </Step>
        <Step what={<code>npm run db:generate</code>}>Write a migration after a table was changed.</Step>
      </ul>
    </Panel>
  );
}
