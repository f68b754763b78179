import type { ChatMessage } from "../conversations/conversation-store.ts";

/** What a page shows of a message, in order. */
export type ShownPart =
  | { readonly kind: "text"; readonly key: string; readonly text: string }
  | {
      readonly kind: "tool";
      /** Different from that of every other part of the message, and the same whenever it is shown. */
      readonly key: string;
      readonly name: string;
      readonly state: ToolState;
      /** As JSON, or the sentence of an error. */
      readonly input: string;
      readonly result: string;
    };

/** "waits" for its caller to confirm it. */
export type ToolState = "running" | "done" | "failed" | "waits";

/** More of an input or a result than a reader looks at. */
const MAX_SHOWN_CHARACTERS = 4_000;

/** The parts of a message that a page shows: text, and calls of tools. */
export function describeParts({ parts }: Pick<ChatMessage, "parts">): readonly ShownPart[] {
  return parts.flatMap((part, index): ShownPart[] => {
    // Parts are only ever added at the end.
    const key = `${index}`;
    if (part.type === "text") return part.text.trim() === "" ? [] : [{ kind: "text", key, text: part.text }];
    if (!("toolCallId" in part)) return [];
    const { state, input, output, errorText } = part;
    return [
      {
        kind: "tool",
        key,
        name: "toolName" in part ? part.toolName : part.type.replace(/^tool-/, ""),
        state: toState(state, output),
        input: format(input),
        result: errorText ?? format(output),
      },
    ];
  });
}

/** The text of a message, without its calls of tools. */
export const readText = (message: Pick<ChatMessage, "parts">): string =>
  describeParts(message)
    .flatMap((part) => (part.kind === "text" ? [part.text] : []))
    .join("\n\n");

function toState(state: string, output: unknown): ToolState {
  if (state === "output-error" || state === "output-denied") return "failed";
  if (state !== "output-available") return "running";
  const isWaiting =
    typeof output === "object" && output !== null && "waits" in output && "approval" in output;
  return isWaiting ? "waits" : "done";
}

function format(value: unknown): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}
