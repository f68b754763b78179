import type { UIMessageChunk } from "ai";
import { formatStatus, print, styled } from "../../terminal/index.ts";
import type { ChatStream } from "../chat/chat-service.ts";
import { createMarkdownWriter, createPlainWriter, type TextWriter } from "../terminal-markdown/index.ts";

/** What became of a response that was printed. */
export interface PrintedResponse {
  readonly conversation: string;
  /** Why it broke off, in sentences for its reader. */
  readonly failure: string | undefined;
  /** The ids of approvals that the results of its tools name. Only the service knows whether they exist. */
  readonly approvals: readonly string[];
}

/** Prints a response as it arrives: rendered on a terminal, else as it is. Resolves when it is stored. */
export async function printResponse(stream: ChatStream): Promise<PrintedResponse> {
  const approvals: string[] = [];
  let writer: TextWriter | undefined;
  let failure: string | undefined;
  const endText = (): void => {
    writer?.end();
    writer = undefined;
  };
  try {
    for await (const chunk of stream.chunks) {
      if (chunk.type === "text-delta") {
        writer ??= createTextWriter();
        writer.add(chunk.delta);
        continue;
      }
      if (chunk.type === "text-end") endText();
      const note = describeChunk(chunk);
      if (note !== undefined) {
        endText();
        print(note);
      }
      if (chunk.type === "tool-output-available") approvals.push(...findApprovalIds(chunk.output));
      if (chunk.type === "error") failure = chunk.errorText;
    }
  } finally {
    endText();
  }
  await stream.ended;
  return { conversation: stream.conversation, failure, approvals };
}

const createTextWriter = (): TextWriter =>
  process.stdout.isTTY ? createMarkdownWriter(process.stdout) : createPlainWriter();

/** What a reader on a terminal sees of the calls of tools; a program that reads the output receives the text alone. */
function describeChunk(chunk: UIMessageChunk): string | undefined {
  if (!process.stdout.isTTY) return undefined;
  if (chunk.type === "tool-input-available") return styled("dim", `→ ${chunk.toolName}`);
  if (chunk.type === "tool-output-error") return formatStatus("warning", chunk.errorText);
  return undefined;
}

/** The id of the approval that a tool waits for; empty where the result is anything else. */
export function findApprovalIds(output: unknown): readonly string[] {
  const { approval } = Object(output);
  return typeof approval === "string" ? [approval] : [];
}
