import { OwnCommand } from "../own-command.tsx";
import { Step, Steps } from "../steps.tsx";

export function MailSteps({ hasWorker }: { hasWorker: boolean }) {
  return (
    <Steps>
      <Step term={<OwnCommand>ops mail test TO</OwnCommand>}>
        Sends a test message and shows the server's response.
      </Step>
      <Step term={<code>MAIL_URL</code>}>
        The SMTP server, in <code>.env</code> or the environment; required in production.
      </Step>
      {hasWorker && (
        <Step term={<OwnCommand>ops tasks list --name send-mail</OwnCommand>}>
          Messages that failed permanently; <code>tasks retry ID</code> sends one again.
        </Step>
      )}
      <Step term={<OwnCommand>docs mail</OwnCommand>}>
        How messages are defined, and what the error codes mean.
      </Step>
    </Steps>
  );
}
