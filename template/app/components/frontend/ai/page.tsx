import { type ComponentType, useEffect, useState } from "react";
import { useActionData, useLoaderData, useNavigate, useRevalidator } from "react-router";
import { signedIn } from "../auth/guard.ts";
import { CONTENT_ID, SkipLink } from "../ui/skip-link.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { ThemeToggle } from "../ui/theme-toggle.tsx";
import { Approvals } from "./approvals.tsx";
import type { ChatState } from "./chat-state.ts";
import { Composer } from "./composer.tsx";
import { Conversations } from "./conversations.tsx";
import type { action } from "./forms.ts";
import { Heading } from "./heading.tsx";
import type { LiveChatProps } from "./live-chat.client.tsx";
import "./markdown.css";
import { Messages } from "./messages.tsx";
import { Budget, Outcome, Progress } from "./notes.tsx";
import type { ChatPage, loader, OpenChat } from "./read-page.ts";

export { action } from "./forms.ts";
export { loader } from "./read-page.ts";

export const middleware = signedIn(); // aegis:auth

/** A conversation with a model. The page is complete without scripts; with them answers are streamed. */
export default function Chat() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <title>{`Chat · ${page.application}`}</title>
      <SkipLink />
      <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-6">
        <div className="flex items-center justify-between gap-4 py-4">
          <TextLink to="/" className="min-w-0 truncate py-1 text-xs">
            {page.application}
          </TextLink>
          <ThemeToggle />
        </div>
        {page.open ? <Open page={page} open={page.open} /> : <Closed {...page.refusal} />}
      </div>
    </>
  );
}

const Closed = ({ message, hint }: { message: string; hint: string }) => (
  <main id={CONTENT_ID} className="my-auto pb-24">
    <h1 className="text-xl font-semibold">Chat is closed</h1>
    <p className="mt-2 text-base">
      {message} <span className="text-muted">{hint}</span>
    </p>
  </main>
);

function Open({ page, open }: { page: ChatPage; open: OpenChat }) {
  const { conversations, conversation, approvals, budget, models } = open;
  const outcome = useActionData<typeof action>();
  const [live, setLive] = useState<ChatState>();
  const messages = live?.messages ?? conversation?.messages ?? [];
  const Live = useLiveChat();
  const onProgress = useFollow(conversation?.id);
  useScrollWith(live);
  return (
    <div className="grid flex-1 gap-x-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
      {Live && (
        <Live
          path={page.path}
          conversation={conversation?.id}
          messages={conversation?.messages ?? []}
          onChange={setLive}
          onProgress={onProgress}
        />
      )}
      <Conversations conversations={conversations} current={conversation?.id} />
      <main id={CONTENT_ID} className="flex min-w-0 flex-col">
        <Heading conversation={conversation} models={models} isPersistent={page.isPersistent} />
        <div className="flex-1 py-6">
          <Messages messages={messages} />
        </div>
        <Progress live={live} />
        <div className="space-y-3">
          <Approvals approvals={approvals} />
          <Outcome outcome={outcome} live={live} />
        </div>
        <div className="sticky bottom-0 bg-canvas pt-3 pb-4">
          <Composer models={models} text={outcome?.text ?? ""} live={live} />
          <Budget budget={budget} />
        </div>
      </main>
    </div>
  );
}

/** The part that streams. It is loaded after the page, since the AI SDK weighs more than the page does. */
function useLiveChat(): ComponentType<LiveChatProps> | undefined {
  const [loaded, setLoaded] = useState<{ LiveChat: ComponentType<LiveChatProps> }>();
  useEffect(() => void import("./live-chat.client.tsx").then(setLoaded), []);
  return loaded?.LiveChat;
}

/** A new conversation gets its address as soon as it has one; the rest of the page is read again when an answer has ended. */
function useFollow(current: string | undefined): (conversation: string | undefined) => void {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return (conversation) => {
    if (conversation === current) void revalidate();
    else void navigate(`/chat/${conversation ?? ""}`, { replace: true, preventScrollReset: true });
  };
}

/** Closer to the end than this, a reader follows the answer. */
const FOLLOW_PIXELS = 240;

function useScrollWith(live: ChatState | undefined): void {
  useEffect(() => {
    const { scrollHeight, scrollTop, clientHeight } = document.documentElement;
    const isNearEnd = scrollHeight - scrollTop - clientHeight < FOLLOW_PIXELS;
    if (live?.isAnswering && isNearEnd) window.scrollTo({ top: scrollHeight });
  }, [live]);
}
