import type { ReactNode } from "react";
import type { SchemaReport } from "../../../database/index.ts";
import { OwnCommand, OwnScript } from "../own-command.tsx";
import { Panel } from "../ui/panel.tsx";
import { type MarkStatus, StatusMark } from "../ui/status-mark.tsx";

/** More applied migrations are counted instead of listed. */
const MAX_APPLIED_SHOWN = 8;

/** The migrations, and what to do when the schema differs from the code. */
export function Migrations({ schema }: { schema: SchemaReport }) {
  const { applied, pending, changed, unknown, ungenerated } = schema;
  const sound = applied.filter((migration) => !changed.includes(migration)).toReversed();
  const older = sound.length - MAX_APPLIED_SHOWN;
  return (
    <Panel id="migrations" title="Schema" aside={`${applied.length} applied, ${pending.length} pending`}>
      <Advice show={ungenerated}>
        There are tables without a migration: run <OwnScript>db:generate</OwnScript>.
      </Advice>
      <Advice show={pending.length > 0}>
        Migrations are pending: run <OwnCommand>db migrate</OwnCommand>.
      </Advice>
      <Advice show={changed.length > 0}>
        Applied migrations were edited afterwards. Undo the edits, and write a new migration for the change:{" "}
        <OwnScript>db:generate</OwnScript>.
      </Advice>
      <Advice show={unknown > 0}>
        The database is newer than this code: {unknown} {unknown === 1 ? "migration is" : "migrations are"}{" "}
        not known here. Deploy the newer version of the application.
      </Advice>
      {applied.length + pending.length === 0 && !ungenerated && (
        <p className="px-4 py-3 text-muted">
          No migrations yet. Once there are tables, <OwnScript>db:generate</OwnScript> writes the first one.
        </p>
      )}
      <ul className="divide-y divide-line">
        {pending.map((migration) => (
          <Row key={migration} migration={migration} status="unhealthy" word="Pending" />
        ))}
        {changed.map((migration) => (
          <Row key={migration} migration={migration} status="warning" word="Edited" />
        ))}
        {sound.slice(0, MAX_APPLIED_SHOWN).map((migration) => (
          <Row key={migration} migration={migration} status="healthy" word="Applied" />
        ))}
        {older > 0 && (
          <li className="px-4 py-1.5 text-muted">
            and {older} older {older === 1 ? "one" : "ones"}, applied
          </li>
        )}
      </ul>
    </Panel>
  );
}

function Row({ migration, status, word }: { migration: string; status: MarkStatus; word: string }) {
  return (
    <li className="flex items-start justify-between gap-4 px-4 py-1.5">
      <code className="min-w-0 [overflow-wrap:anywhere]">{migration}</code>
      <StatusMark status={status} word={word} />
    </li>
  );
}

function Advice({ show, children }: { show: boolean; children: ReactNode }) {
  return show && <p className="border-b border-line bg-sunken px-4 py-2">{children}</p>;
}
