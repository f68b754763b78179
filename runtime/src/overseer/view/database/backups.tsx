import type { ReactNode } from "react";
import type { BackupReport } from "../../../database/index.ts";
import { formatBytes } from "../../format/quantity.ts";
import type { Attempt } from "../../pages/attempt.ts";
import type { BackupRunnerState } from "../../pages/backup-runner.ts";
import type { Report } from "../../pages/report.ts";
import { Confirm } from "../actions/confirm.tsx";
import { Message, ReportMessage } from "../actions/report-message.tsx";
import { OwnCommand } from "../own-command.tsx";
import { Figure } from "../ui/figure.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";

interface BackupsProps {
  backups: Attempt<readonly BackupReport[]>;
  /** How many are kept. */
  kept: number;
  runner: BackupRunnerState;
  ask: string;
  report: Report | undefined;
}

/** The backups, with a button to take one. */
export function Backups({ backups, kept, runner, ask, report }: BackupsProps) {
  const { value, fault } = backups;
  const failure = report?.kind === "failed" ? null : findUnresolvedFailure(runner, value ?? []);
  return (
    <Panel id="backups" title="Backups" aside={`The newest ${kept} are kept`}>
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2">
        <p>{runner.since ? <InProgress since={runner.since} /> : <Latest backups={value ?? []} />}</p>
        <Confirm
          action="Back up now"
          doing="Backing up"
          title="Back up the database now?"
          fields={{ intent: "back-up" }}
          ask={ask}
          impossible={runner.since ? "A backup is in progress" : undefined}
        >
          <Consequences backups={value ?? []} kept={kept} />
        </Confirm>
      </div>
      <ReportMessage report={report} />
      {failure && (
        <Message
          status="unhealthy"
          word="Failed"
          message={
            <>
              The last requested backup failed <RelativeTime at={failure.at} />: {failure.message}
            </>
          }
          hint={failure.hint}
        />
      )}
      {fault && <Message status="unhealthy" word="Unavailable" message={fault.message} hint={fault.hint} />}
      {value?.length === 0 && (
        <p className="px-4 py-3 text-muted">
          In a terminal: <OwnCommand>db backup</OwnCommand>.
        </p>
      )}
      <ul className="divide-y divide-line">
        {value?.map((backup) => (
          <Row key={backup.name} {...backup} />
        ))}
      </ul>
    </Panel>
  );
}

function Row({ name, takenAt, size, beforeRestore }: BackupReport) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-start gap-x-4 px-4 py-1.5">
      <RelativeTime at={takenAt} />
      <span className="text-right">
        <Figure quantity={formatBytes(size)} />
      </span>
      <StatusMark status="healthy" word="Verified" />
      <span className="col-span-full text-xs text-muted">
        <code className="[overflow-wrap:anywhere]">{name}</code>
        {beforeRestore && " – before a restore"}
      </span>
    </li>
  );
}

const own = (backups: readonly BackupReport[]) => backups.filter(({ beforeRestore }) => !beforeRestore);

function Latest({ backups }: { backups: readonly BackupReport[] }): ReactNode {
  const [latest] = own(backups);
  if (!latest) return "No backups yet.";
  return (
    <>
      Last verified <RelativeTime at={latest.takenAt} />.
    </>
  );
}

function InProgress({ since }: { since: string }) {
  return (
    <>
      A backup is in progress, requested <RelativeTime at={since} />.
    </>
  );
}

function Consequences({ backups, kept }: { backups: readonly BackupReport[]; kept: number }) {
  const removed = own(backups)
    .slice(kept - 1)
    .map((backup) => backup.name);
  return (
    <>
      <p>All data is written to a file and verified. The application keeps running.</p>
      <p className="text-muted [overflow-wrap:anywhere]">
        {removed.length === 0
          ? `No backup is removed: up to ${kept} are kept, and there are ${own(backups).length}.`
          : `The newest ${kept} are kept, so this one is removed afterwards: ${removed.join(", ")}.`}
      </p>
    </>
  );
}

/** A failure that no later backup has followed, whichever process took that one. */
function findUnresolvedFailure({ failure }: BackupRunnerState, backups: readonly BackupReport[]) {
  const latest = own(backups)[0]?.takenAt;
  return failure && (latest === undefined || latest < failure.at) ? failure : null;
}
