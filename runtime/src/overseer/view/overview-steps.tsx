import { OwnCommand } from "./own-command.tsx";
import { Step, Steps } from "./steps.tsx";
import { OuterLink } from "./ui/outer-link.tsx";

export function OverviewSteps() {
  return (
    <Steps>
      <Step term={<OwnCommand>health</OwnCommand>}>
        The health tree in a terminal; exits with 0 only when the application is ready.
      </Step>
      <Step term={<OwnCommand>settings check</OwnCommand>}>Validates all settings, before a restart.</Step>
      <Step term={<OuterLink href="/docs">API reference</OuterLink>}>Call the routes from the browser.</Step>
      <Step term={<OuterLink href="/health">/health</OuterLink>}>
        The health report as JSON, for monitoring.
      </Step>
    </Steps>
  );
}
