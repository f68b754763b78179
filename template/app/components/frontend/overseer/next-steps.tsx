import { Panel } from "../ui/panel.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { Step } from "./step.tsx";

/** What can I do? */
export function NextSteps({ name }: { name: string }) {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<code>npx {name} health</code>}>
          The same tree in a terminal; exits 0 only when ready.
        </Step>
        <Step what={<code>npx {name} settings check</code>}>
          Every fault in the settings at once, before a restart.
        </Step>
        <Step
          what={
            <TextLink to="/docs" reloadDocument>
              API reference
            </TextLink>
          }
        >
          Try the routes from the browser.
        </Step>
        <Step
          what={
            <TextLink to="/health" reloadDocument>
              /health
            </TextLink>
          }
        >
          All of this as JSON, for a monitor.
        </Step>
      </ul>
    </Panel>
  );
}
