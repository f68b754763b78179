import { OwnCommand } from "../own-command.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextLink } from "../ui/text-link.tsx";

interface OutboxListProps {
  entries: readonly { id: string; to: string; subject: string; sentAt: string }[];
}

/** The messages that were written to files instead of being sent. */
export function OutboxList({ entries }: OutboxListProps) {
  return (
    <Panel id="outbox" title="Outbox" aside="Newest first; the newest 200 are kept">
      {entries.length === 0 && (
        <p className="px-4 py-3 text-muted">
          No messages yet. <OwnCommand>ops mail test you@example.com</OwnCommand> writes one, and so does each
          call of <code className="text-ink">mail.deliver(message)</code>.
        </p>
      )}
      <ul className="divide-y divide-line">
        {entries.map(({ id, to, subject, sentAt }) => (
          <li
            key={id}
            className="grid items-baseline gap-x-6 px-4 py-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_7rem]"
          >
            <TextLink to={id} className="font-medium [overflow-wrap:anywhere]">
              {subject}
            </TextLink>
            <span className="text-muted [overflow-wrap:anywhere]">{to}</span>
            <span className="text-muted md:text-right">
              <RelativeTime at={sentAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
