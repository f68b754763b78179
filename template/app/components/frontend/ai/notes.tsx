import { readChatError, readText } from "@aegis-stack/runtime/ai/chat-page";
import { Button } from "../ui/button.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import type { ChatState } from "./chat-state.ts";
import type { FormOutcome } from "./forms.ts";
import type { OpenChat } from "./read-page.ts";

/** Longer answers are announced by their beginning; all of it can be read in its place. */
const MAX_ANNOUNCED_CHARACTERS = 600;

/** That an answer is being written, and the answer once it is whole: announced, and not word by word. */
export function Progress({ live }: { live: ChatState | undefined }) {
  const last = live?.messages.at(-1);
  const answer = last?.role === "assistant" && live?.hasAsked ? readText(last) : "";
  return (
    <>
      {live?.isAnswering && last?.role === "user" && (
        <p className="pb-6 text-muted motion-safe:animate-pulse">Waiting for the answer…</p>
      )}
      <p role="status" className="sr-only">
        {live?.isAnswering ? "The answer is being written." : answer.slice(0, MAX_ANNOUNCED_CHARACTERS)}
      </p>
    </>
  );
}

interface OutcomeProps {
  outcome: FormOutcome | undefined;
  live: ChatState | undefined;
}

/** What became of a form, or why an answer did not come. */
export function Outcome({ outcome, live }: OutcomeProps) {
  const failure = live?.error && readChatError(live.error);
  const shown = failure ?? outcome;
  return (
    <div role="alert" className="not-has-[p]:hidden">
      {shown && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line bg-sunken px-4 py-2">
          {failure === undefined && outcome?.isDone ? (
            <StatusMark status="healthy" word="Done" />
          ) : (
            <StatusMark status="unhealthy" word="Failed" />
          )}
          <p className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
            {shown.message} <span className="text-muted">{shown.hint}</span>
          </p>
          {failure && <Button onClick={live?.retry}>Try again</Button>}
        </div>
      )}
    </div>
  );
}

/** What of the day's budget is used. */
export function Budget({ budget }: Pick<OpenChat, "budget">) {
  if (budget === undefined) return null;
  const [used, limit] = [budget.used.tokens, budget.limit.tokens].map((tokens) =>
    tokens.toLocaleString("en"),
  );
  return (
    <p className="mt-2 text-xs text-muted tabular-nums">
      {used} of {limit} tokens used today
    </p>
  );
}
