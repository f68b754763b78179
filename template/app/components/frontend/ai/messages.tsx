import { type ChatMessage, describeParts, type ShownPart } from "@aegis-stack/runtime/ai/chat-page";
import { Markdown } from "@aegis-stack/runtime/ai/markdown";
import { StatusMark } from "../ui/status-mark.tsx";

/** What was said, the oldest first. */
export const Messages = ({ messages }: { messages: readonly ChatMessage[] }) => (
  <ol aria-label="Messages" className="flex-1 space-y-6 py-6 [&_:is(a,summary)]:scroll-mb-80">
    {messages.map((message, index) => (
      <li key={message.id} id={index === messages.length - 1 ? "latest" : undefined} className="scroll-mt-4">
        {message.role === "user" ? <Question message={message} /> : <Response message={message} />}
      </li>
    ))}
  </ol>
);

const Question = ({ message }: { message: ChatMessage }) => (
  <article aria-label="You" className="flex justify-end">
    <p className="max-w-[85%] rounded-md border border-line bg-panel px-4 py-2 text-base whitespace-pre-wrap [overflow-wrap:anywhere]">
      {describeParts(message).map((part) => part.kind === "text" && part.text)}
    </p>
  </article>
);

const Response = ({ message }: { message: ChatMessage }) => (
  <article aria-label="Answer" className="space-y-3">
    {describeParts(message).map((part) =>
      part.kind === "text" ? (
        <Markdown key={part.key} text={part.text} className="markdown" />
      ) : (
        <ToolCall key={part.key} call={part} />
      ),
    )}
    {message.metadata?.state === "interrupted" && (
      <StatusMark status="warning" word="The answer broke off here" />
    )}
    <p className="text-xs text-muted [overflow-wrap:anywhere]">{message.metadata?.model}</p>
  </article>
);

const TOOL_STATUSES = {
  running: { status: "none", word: "runs" },
  done: { status: "healthy", word: "done" },
  failed: { status: "unhealthy", word: "failed" },
  waits: { status: "info", word: "waits for you" },
} as const;

const ToolCall = ({ call }: { call: Extract<ShownPart, { kind: "tool" }> }) => (
  <details className="rounded-md border border-line bg-panel">
    <summary className="flex cursor-pointer flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
      <code className="[overflow-wrap:anywhere]">{call.name}</code>
      <StatusMark {...TOOL_STATUSES[call.state]} />
    </summary>
    <pre className="border-t border-line px-4 py-2 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
      {`${call.input}\n\n${call.result}`.trim()}
    </pre>
  </details>
);
