import { OwnCommand } from "./own-command.tsx";
import { Step } from "./step.tsx";
import { OuterLink } from "./ui/outer-link.tsx";
import { Panel } from "./ui/panel.tsx";

/** What can I do? */
export function NextSteps() {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<OwnCommand>health</OwnCommand>}>
          The same tree in a terminal; exits 0 only when ready.
        </Step>
        <Step what={<OwnCommand>settings check</OwnCommand>}>
          Every fault in the settings at once, before a restart.
        </Step>
        <Step what={<OuterLink href="/docs">API reference</OuterLink>}>Try the routes from the browser.</Step>
        <Step what={<OuterLink href="/health">/health</OuterLink>}>All of this as JSON, for a monitor.</Step>
      </ul>
    </Panel>
  );
}
