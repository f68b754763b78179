import type { ChatPage, OpenChat } from "@aegis-stack/runtime/ai/chat-page";
import { Form } from "react-router";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { CONVERSATIONS_ID } from "./conversations.tsx";

/** What the conversation is called, what can be done with it, and what is to be known of it. */
export const Heading = ({
  conversation,
  models,
  isPersistent,
}: OpenChat & Pick<ChatPage, "isPersistent">) => (
  <header className="space-y-2 border-b border-line pb-4">
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <h1 className="min-w-0 flex-1 basis-64 text-xl font-semibold [overflow-wrap:anywhere]">
        {conversation?.title ?? "New conversation"}
      </h1>
      <div className="flex flex-wrap gap-2">
        <span className="lg:hidden">
          <Button popoverTarget={CONVERSATIONS_ID}>Conversations</Button>
        </span>
        {conversation && <Changes key={conversation.id + conversation.title} {...conversation} />}
      </div>
    </div>
    {models.some(({ isDevelopment }) => isDevelopment) && (
      <StatusMark status="info" word="Development model: nothing leaves this machine" />
    )}
    {!isPersistent && (
      <p className="text-muted">Conversations are not stored: they end with the application's process.</p>
    )}
  </header>
);

/** Renames and deletes. Both open by the browser alone; a new title closes the form. */
const Changes = ({ id, title }: { id: string; title: string }) => (
  <>
    <Button popoverTarget="rename">Rename</Button>
    <div
      id="rename"
      popover="auto"
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-md border border-line bg-panel p-4 text-ink backdrop:bg-black/40"
    >
      <Form method="post" className="space-y-3">
        <input type="hidden" name="ask" value="rename" />
        <input
          name="title"
          aria-label="Title"
          defaultValue={title}
          required
          maxLength={120}
          className="h-9 w-full rounded-md border border-line bg-panel px-3"
        />
        <Button type="submit" look="primary">
          Rename
        </Button>
      </Form>
    </div>
    <Confirm action="Delete" doing="Deleting…" title={`Delete “${title}”?`} ask="delete" fields={{ id }}>
      <p>Its messages are deleted with it.</p>
    </Confirm>
  </>
);
