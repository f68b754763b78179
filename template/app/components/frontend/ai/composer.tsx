import type { LiveChat, OpenChat } from "@aegis-stack/runtime/ai/chat-page";
import { Button } from "../ui/button.tsx";

const format = (tokens: number): string => tokens.toLocaleString("en");

interface ComposerProps {
  open: OpenChat;
  chat: LiveChat;
  /** What was typed and not sent. */
  text: string | undefined;
}

/** Where a message is written. */
export const Composer = ({ open, chat, text }: ComposerProps) => (
  <div className="sticky bottom-0 space-y-2 bg-canvas pt-3 pb-4">
    <form {...chat.form} className="rounded-md border border-line bg-panel">
      <input type="hidden" name="ask" value="message" />
      <textarea
        name="text"
        aria-label="Your message"
        rows={2}
        required
        maxLength={32_000}
        defaultValue={text}
        placeholder="Ask something"
        onKeyDown={chat.sendOnEnter}
        className="block field-sizing-content max-h-48 min-h-16 w-full resize-none rounded-md bg-panel px-4 py-3 text-base placeholder:text-muted"
      />
      <div className="flex flex-wrap items-center justify-between gap-2 px-3 pb-3">
        <select
          name="model"
          aria-label="Model"
          className="h-8 min-w-0 rounded-md border border-line bg-panel px-2"
        >
          {open.models.length === 0 && <option value="">No model is configured</option>}
          {open.models.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        {chat.isResponding ? (
          <Button onClick={chat.stop}>Stop</Button>
        ) : (
          <Button type="submit" look="primary">
            Send
          </Button>
        )}
      </div>
    </form>
    {open.budget && (
      <p className="text-xs text-muted tabular-nums">
        {`${format(open.budget.used.tokens)} of ${format(open.budget.limit.tokens)} tokens used today`}
      </p>
    )}
  </div>
);
