import { OwnCommand } from "../own-command.tsx";
import { Step } from "../step.tsx";
import { Panel } from "../ui/panel.tsx";

/** What can I do? */
export function MailSteps({ hasWorker }: { hasWorker: boolean }) {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<OwnCommand>ops mail test TO</OwnCommand>}>
          Send a message now, and hear what the server says.
        </Step>
        <Step what={<code>MAIL_URL</code>}>
          Names the server, in <code>.env</code> or the environment; production does not start without.
        </Step>
        {hasWorker && (
          <Step what={<OwnCommand>ops tasks list --name send-mail</OwnCommand>}>
            The messages that failed permanently; <code>tasks retry ID</code> sends one after all.
          </Step>
        )}
        <Step what={<code>docs/mail.md</code>}>How a message is written, and what each code means.</Step>
      </ul>
    </Panel>
  );
}
