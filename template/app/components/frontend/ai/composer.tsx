import { type KeyboardEvent, type SubmitEvent, useId, useRef } from "react";
import { Button } from "../ui/button.tsx";
import type { ChatState } from "./chat-state.ts";
import type { OpenChat } from "./read-page.ts";

const MAX_CHARACTERS = 32_000;

interface ComposerProps {
  models: OpenChat["models"];
  /** What was typed and not sent. */
  text: string;
  /** Absent until scripts run: the form is then sent as a document. */
  live: ChatState | undefined;
}

/** Where a question is written. */
export function Composer({ models, text, live }: ComposerProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    if (live === undefined) return;
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const question = String(fields.get("text")).trim();
    if (question === "" || live.isAnswering) return;
    live.send(question, fields.get("model")?.toString());
    event.currentTarget.reset();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <form
      ref={form}
      method="post"
      onSubmit={onSubmit}
      className="rounded-md border border-line bg-panel has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-offset-2 has-[textarea:focus-visible]:outline-accent"
    >
      <input type="hidden" name="ask" value="message" />
      <label htmlFor={id} className="sr-only">
        Your message
      </label>
      <textarea
        id={id}
        name="text"
        rows={2}
        required
        maxLength={MAX_CHARACTERS}
        defaultValue={text}
        placeholder="Ask something"
        onKeyDown={onKeyDown}
        className="block field-sizing-content max-h-48 min-h-16 w-full resize-none rounded-md bg-panel px-4 py-3 text-base placeholder:text-muted focus-visible:outline-none"
      />
      <div className="flex flex-wrap items-center justify-between gap-2 px-3 pb-3">
        <ModelChoice models={models} />
        {live?.isAnswering ? (
          <Button onClick={live.stop}>Stop</Button>
        ) : (
          <Button type="submit" look="primary">
            Send
          </Button>
        )}
      </div>
    </form>
  );
}

function ModelChoice({ models }: Pick<ComposerProps, "models">) {
  const [first] = models;
  if (first === undefined) return <span className="text-xs text-muted">No model is configured.</span>;
  if (models.length === 1) return <code className="min-w-0 truncate text-muted">{first.name}</code>;
  return (
    <select
      name="model"
      aria-label="Model"
      className="h-8 min-w-0 rounded-md border border-line bg-panel px-2"
    >
      {models.map(({ name }) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}
