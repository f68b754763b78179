import { OwnCommand, OwnScript } from "../own-command.tsx";
import { Step, Steps } from "../steps.tsx";

export function DatabaseSteps() {
  return (
    <Steps>
      <Step term={<OwnCommand>db status</OwnCommand>}>The same status in a terminal.</Step>
      <Step term={<OwnCommand>db migrate</OwnCommand>}>
        Applies pending migrations, all or none; safe to run from several processes at once.
      </Step>
      <Step term={<OwnCommand>db restore FILE</OwnCommand>}>
        Restores a backup, after a copy of the current data is made. Stop the application first.
      </Step>
      <Step term={<OwnScript>db:generate</OwnScript>}>Writes a migration after a table was changed.</Step>
    </Steps>
  );
}
