import { OwnCommand, OwnScript } from "../own-command.tsx";
import { Step } from "../step.tsx";
import { Panel } from "../ui/panel.tsx";

/** What can I do? */
export function DatabaseSteps() {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<OwnCommand>db status</OwnCommand>}>All of this in a terminal.</Step>
        <Step what={<OwnCommand>db migrate</OwnCommand>}>
          Apply what is pending, all or none; any number of processes may try at once.
        </Step>
        <Step what={<OwnCommand>db restore FILE</OwnCommand>}>
          Put a backup in the place of the data, which is copied first. The application must not run.
        </Step>
        <Step what={<OwnScript>db:generate</OwnScript>}>Write a migration after a table was changed.</Step>
      </ul>
    </Panel>
  );
}
