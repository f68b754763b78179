import {
  type ChatMessage,
  describeParts,
  type ShownPart,
  type ToolState,
} from "@aegis-stack/runtime/ai/chat-page";
import { Markdown } from "@aegis-stack/runtime/ai/markdown";
import { type MarkStatus, StatusMark } from "../ui/status-mark.tsx";

/** What was said, the oldest first. */
export function Messages({ messages }: { messages: readonly ChatMessage[] }) {
  return (
    <ol aria-label="Messages" className="space-y-6">
      {messages.map((message, index) => (
        <li
          key={message.id}
          id={index === messages.length - 1 ? "latest" : undefined}
          className="scroll-mt-4"
        >
          {message.role === "user" ? <Question message={message} /> : <Answer message={message} />}
        </li>
      ))}
    </ol>
  );
}

const Question = ({ message }: { message: ChatMessage }) => (
  <article aria-label="You" className="flex justify-end">
    <p className="max-w-[85%] rounded-md border border-line bg-panel px-4 py-2 text-base whitespace-pre-wrap [overflow-wrap:anywhere]">
      {message.parts.map((part) => (part.type === "text" ? part.text : ""))}
    </p>
  </article>
);

function Answer({ message }: { message: ChatMessage }) {
  const { model, state } = message.metadata ?? {};
  return (
    <article aria-label="Answer" className="space-y-3">
      {describeParts(message).map((part) => (
        <Part key={part.key} part={part} />
      ))}
      {state === "interrupted" && <StatusMark status="warning" word="The answer broke off here" />}
      {model && <p className="text-xs text-muted [overflow-wrap:anywhere]">{model}</p>}
    </article>
  );
}

const TOOL_MARKS: Record<ToolState, { status: MarkStatus; word: string }> = {
  running: { status: "none", word: "runs" },
  done: { status: "healthy", word: "done" },
  failed: { status: "unhealthy", word: "failed" },
  waits: { status: "info", word: "waits for you" },
};

function Part({ part }: { part: ShownPart }) {
  if (part.kind === "text") return <Markdown text={part.text} className="markdown" />;
  const { status, word } = TOOL_MARKS[part.state];
  return (
    <details className="rounded-md border border-line bg-panel">
      <summary className="flex cursor-pointer flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
        <code className="[overflow-wrap:anywhere]">{part.name}</code>
        <StatusMark status={status} word={word} />
      </summary>
      <pre className="border-t border-line px-4 py-2 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {[part.input, part.result].filter((text) => text !== "").join("\n\n")}
      </pre>
    </details>
  );
}
