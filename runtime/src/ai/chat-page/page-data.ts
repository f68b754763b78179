import type { BudgetAmount, BudgetLimit } from "../budget/budget-store.ts";
import type { Conversation, ConversationSummary } from "../conversations/conversation-store.ts";
import type { OfferedModel } from "../models/model-registry.ts";
import type { Approval } from "../tools/approvals.ts";
import type { ChatFailure } from "./chat-error.ts";

/** What a chat page is rendered from. */
export interface ChatPage {
  /** The name of the application. */
  readonly name: string;
  /** Where the page is: "/chat". */
  readonly path: string;
  /** Where a message is sent for a streamed response. */
  readonly streamPath: string;
  /** Below it a conversation streams the answer that a worker writes. */
  readonly conversationsPath: string;
  /** Whether conversations are kept when the process ends. */
  readonly isPersistent: boolean;
  /** Undefined where the caller may not use the page: `refusal` says why. */
  readonly open: OpenChat | undefined;
  readonly refusal: ChatFailure | undefined;
}

/** What a caller sees of their conversations. */
export interface OpenChat {
  /** The newest first. */
  readonly conversations: readonly ConversationSummary[];
  /** The one at the page's address. */
  readonly conversation: Conversation | undefined;
  /** Whether a worker writes an answer in it, or will. */
  readonly isResponding: boolean;
  /** Calls of tools that wait for the caller. */
  readonly approvals: readonly Pick<Approval, "id" | "tool" | "summary">[];
  /** Of the day; undefined while it cannot be read. */
  readonly budget: { readonly used: BudgetAmount; readonly limit: BudgetLimit } | undefined;
  readonly models: readonly OfferedModel[];
}

/** What became of a form that was sent as a document. */
export interface ChatOutcome {
  readonly result: "confirmed" | "refused" | "failed";
  /** Why it failed, else what was decided. */
  readonly message: string;
  readonly hint: string;
  /** The message that was not sent, to be sent again. */
  readonly text: string;
}
