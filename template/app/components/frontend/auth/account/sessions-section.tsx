import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import type { Outcome } from "../form/outcome.ts";
import { OutcomeMessage } from "../form/outcome-message.tsx";
import { SignOutButton } from "../sign-out/button.tsx";

export interface ShownSession {
  id: string;
  browser: string;
  address: string | null;
  /** ISO 8601. */
  createdAt: string;
  isThis: boolean;
}

interface SessionsSectionProps {
  sessions: readonly ShownSession[];
  outcome: Outcome | undefined;
}

/** The sessions of a user, each with a button that ends it. */
export function SessionsSection({ sessions, outcome }: SessionsSectionProps) {
  const isAbout = outcome?.form === "session" || outcome?.form === "other-sessions";
  return (
    <Panel id="sessions" title="Sessions" aside="Where you are signed in">
      {isAbout && (
        <div className="border-b border-line p-4">
          <OutcomeMessage id="sessions-outcome" outcome={outcome} />
        </div>
      )}
      <ul className="divide-y divide-line">
        {sessions.map(({ id, browser, address, createdAt, isThis }) => (
          <li key={id} className="flex min-h-14 items-center justify-between gap-4 px-4 py-2">
            <div className="min-w-0">
              <p className="font-medium">
                {browser}
                {isThis && <span className="font-normal text-muted"> · this one</span>}
              </p>
              <p className="text-xs text-muted [overflow-wrap:anywhere]">
                Since <RelativeTime at={createdAt} />
                {address !== null && address !== "" && `, from ${address}`}
              </p>
            </div>
            {isThis ? (
              <SignOutButton />
            ) : (
              <form method="post">
                <input type="hidden" name="form" value="session" />
                <input type="hidden" name="session" value={id} />
                <Button type="submit" aria-label={`End the session of ${browser}`}>
                  End
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 border-t border-line bg-sunken px-4 py-3">
        {sessions.length > 1 && (
          <form method="post">
            <input type="hidden" name="form" value="other-sessions" />
            <Button type="submit">End all others</Button>
          </form>
        )}
        <SignOutButton everywhere />
      </div>
    </Panel>
  );
}
