import { StatusMark } from "../ui/status-mark.tsx";
import type { MailOnItsWay } from "./mail-on-its-way.ts";

interface LookAtMailProps {
  to: string;
  /** What the message is for, and what to do when it does not come. */
  children: string;
  mail: MailOnItsWay;
}

/** What is said whether or not there is an account with the address: the mail alone tells. */
export function LookAtMail({ to, children, mail }: LookAtMailProps) {
  const focus = { autoFocus: true };
  return (
    <div role="status" tabIndex={-1} {...focus} className="space-y-2 outline-none">
      <p>
        <StatusMark status="healthy" word="Check your mail" />
      </p>
      <p className="[overflow-wrap:anywhere]">
        A message is on its way to <strong className="font-medium">{to}</strong>. {children}
      </p>
      <p className="text-muted">If nothing arrives within a minute, check the spam folder.</p>
      {mail.command !== null && (
        <p className="border-t border-line pt-2 text-xs text-muted">
          This application has no mail server yet. The message is in its outbox:{" "}
          <code className="text-ink [overflow-wrap:anywhere]">{mail.command}</code>
        </p>
      )}
    </div>
  );
}
