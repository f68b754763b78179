import { type ChatPage, type OpenChat, useLiveChat } from "@aegis-stack/runtime/ai/chat-page";
import { useActionData, useLoaderData, useNavigate, useRevalidator } from "react-router";
import { signedIn } from "../auth/guard.ts";
import { CONTENT_ID, SkipLink } from "../ui/skip-link.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { ThemeToggle } from "../ui/theme-toggle.tsx";
import type { action, loader } from "./chat.ts";
import { Composer } from "./composer.tsx";
import { Conversations } from "./conversations.tsx";
import { Heading } from "./heading.tsx";
import "./markdown.css";
import { Messages } from "./messages.tsx";
import { Approvals, Outcome, Progress } from "./notes.tsx";

export { action, loader } from "./chat.ts";

export const middleware = signedIn(); // aegis:auth

/** A conversation with a model. The page is complete without scripts; with them responses are streamed. */
export default function Chat() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <title>{`Chat · ${page.name}`}</title>
      <SkipLink />
      <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-6">
        <header className="flex items-center justify-between gap-4 py-4">
          <TextLink to="/" className="min-w-0 truncate py-1 text-xs">
            {page.name}
          </TextLink>
          {/* #region aegis:ai=rag */}
          <TextLink to="/documents" className="ml-auto py-1 text-xs">
            Documents
          </TextLink>
          {/* #endregion */}
          <ThemeToggle />
        </header>
        {page.open ? <Open page={page} open={page.open} /> : <Closed {...page.refusal} />}
      </div>
    </>
  );
}

const Closed = ({ message, hint }: { message?: string; hint?: string }) => (
  <main id={CONTENT_ID} className="my-auto pb-24">
    <h1 className="text-xl font-semibold">Chat is closed</h1>
    <p className="mt-2 text-base">
      {message} <span className="text-muted">{hint}</span>
    </p>
  </main>
);

function Open({ page, open }: { page: ChatPage; open: OpenChat }) {
  const outcome = useActionData<typeof action>();
  const { revalidate } = useRevalidator();
  const chat = useLiveChat({ page, open, navigate: useNavigate(), revalidate });
  return (
    <div className="grid flex-1 gap-x-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
      {chat.stream}
      <Conversations {...open} />
      <main id={CONTENT_ID} className="flex min-w-0 flex-col">
        <Heading {...open} isPersistent={page.isPersistent} />
        <Messages messages={chat.messages} />
        <Progress chat={chat} />
        <div className="space-y-3">
          <Approvals {...open} />
          <Outcome outcome={outcome} chat={chat} />
        </div>
        <Composer open={open} chat={chat} text={outcome?.text} />
      </main>
    </div>
  );
}
