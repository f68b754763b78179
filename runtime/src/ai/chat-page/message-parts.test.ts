import { expect, test } from "vitest";
import type { ChatMessage } from "../conversations/conversation-store.ts";
import { describeParts, readText } from "./message-parts.ts";

const parts: ChatMessage["parts"] = [
  { type: "step-start" },
  { type: "text", text: "Let me see." },
  {
    type: "tool-find_order",
    toolCallId: "1",
    state: "output-available",
    input: { id: 7 },
    output: { ok: true },
  },
  {
    type: "tool-delete_order",
    toolCallId: "2",
    state: "output-available",
    input: { id: 7 },
    output: { waits: "The user has to confirm this first.", approval: "a1" },
  },
  { type: "tool-find_order", toolCallId: "3", state: "output-error", input: {}, errorText: "There is none." },
  { type: "dynamic-tool", toolName: "other", toolCallId: "4", state: "input-available", input: {} },
  { type: "text", text: " " },
  { type: "text", text: "Done." },
];

test("text and calls of tools are shown in order, each with its state", () => {
  const shown = describeParts({ parts });
  expect(shown.map((part) => (part.kind === "text" ? part.text : `${part.name} ${part.state}`))).toEqual([
    "Let me see.",
    "find_order done",
    "delete_order waits",
    "find_order failed",
    "other running",
    "Done.",
  ]);
  expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
  expect(shown[1]).toMatchObject({ input: '{\n  "id": 7\n}', result: '{\n  "ok": true\n}' });
  expect(shown[3]).toMatchObject({ result: "There is none." });
});

test("the text of a message has no calls of tools in it", () => {
  expect(readText({ parts })).toBe("Let me see.\n\nDone.");
});

test("a long result is cut", () => {
  const [part] = describeParts({
    parts: [
      { type: "tool-x", toolCallId: "1", state: "output-available", input: {}, output: "a".repeat(100_000) },
    ],
  });
  expect(part).toMatchObject({ result: `${"a".repeat(4_000)}…` });
});
