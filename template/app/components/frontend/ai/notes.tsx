import type { ChatOutcome, LiveChat, OpenChat } from "@aegis-stack/runtime/ai/chat-page";
import { Form } from "react-router";
import { Button } from "../ui/button.tsx";
import { StatusMark } from "../ui/status-mark.tsx";

/** That an answer is being written, and the answer once it is whole: announced, and not word by word. */
export const Progress = ({ chat }: { chat: LiveChat }) => (
  <>
    {chat.isWaiting && <p className="pb-6 text-muted motion-safe:animate-pulse">Waiting for the answer…</p>}
    <p role="status" className="sr-only">
      {chat.isResponding ? "The answer is being written." : chat.announcement}
    </p>
  </>
);

/** What a model wants to do, and may not before its user has confirmed it. */
export function Approvals({ approvals }: OpenChat) {
  if (approvals.length === 0) return null;
  return (
    <section aria-labelledby="approvals" className="rounded-md border border-info bg-panel">
      <h2 id="approvals" className="px-4 pt-3 font-semibold">
        Waits for your confirmation
      </h2>
      {approvals.map(({ id, tool, summary }) => (
        <Form
          key={id}
          method="post"
          preventScrollReset
          className="flex flex-wrap items-center gap-2 px-4 py-3"
        >
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="summary" value={summary} />
          <p className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
            {summary} <code className="text-muted">{tool}</code>
          </p>
          <Button type="submit" name="ask" value="refuse" aria-label={`Refuse: ${summary}`}>
            Refuse
          </Button>
          <Button type="submit" name="ask" value="confirm" look="primary" aria-label={`Confirm: ${summary}`}>
            Confirm
          </Button>
        </Form>
      ))}
    </section>
  );
}

const OUTCOME_STATUSES = {
  confirmed: { status: "healthy", word: "Confirmed, and done" },
  refused: { status: "healthy", word: "Refused, and not done" },
  failed: { status: "unhealthy", word: "Failed" },
} as const;

/** What became of a form, or why an answer did not come. */
export function Outcome({ outcome, chat }: { outcome: ChatOutcome | undefined; chat: LiveChat }) {
  const shown = chat.failure ? { result: "failed" as const, ...chat.failure } : outcome;
  return (
    <div role="alert" className="not-has-[p]:hidden">
      {shown && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line bg-sunken px-4 py-2">
          <StatusMark {...OUTCOME_STATUSES[shown.result]} />
          <p className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
            {shown.message} <span className="text-muted">{shown.hint}</span>
          </p>
          {chat.failure && <Button onClick={chat.retry}>Try again</Button>}
        </div>
      )}
    </div>
  );
}
