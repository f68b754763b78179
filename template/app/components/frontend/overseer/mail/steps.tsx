import { Panel } from "../../ui/panel.tsx";
import { Step } from "../step.tsx";

/** What can I do? */
export function MailSteps({ name }: { name: string }) {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<code>npx {name} mail test TO</code>}>
          Send a message now, and hear what the server says.
        </Step>
        <Step what={<code>MAIL_URL</code>}>
          Names the server, in <code>.env</code> or the environment; production does not start without.
        </Step>
        {/* #region aegis:worker */}
        <Step what={<code>npx {name} tasks list --name send-mail</code>}>
          The messages that failed for good; <code>tasks retry ID</code> sends one after all.
        </Step>
        {/* #endregion aegis:worker */}
        <Step what={<code>docs/mail.md</code>}>How a message is written, and what each code means.</Step>
      </ul>
    </Panel>
  );
}
