import type { z } from "zod";
import type {
  AiBackground,
  BackgroundRequest,
  ResponsePayload,
  StartedResponse,
} from "./background/background-options.ts";
import type { BackgroundResponses } from "./background/background-responses.ts";
import type { ResponseStore } from "./background/response-store.ts";
import type { BudgetAmount, BudgetLimit } from "./budget/budget-store.ts";
import { type AiCaller, toOwner } from "./caller.ts";
import type {
  ChatRequest,
  ChatResponse,
  ChatService,
  ChatServiceOptions,
  ChatStream,
} from "./chat/chat-service.ts";
import { MAX_TITLE_CHARACTERS } from "./chat/message-limits.ts";
import type { Conversation, ConversationSummary } from "./conversations/conversation-store.ts";
import { readConversation } from "./conversations/read-conversation.ts";
import type { DeletedAiRows } from "./delete-expired.ts";
import type { EmbedRequest } from "./embeddings/embed-texts.ts";
import { createUnknownConversationError } from "./errors.ts";
import type { OfferedModel } from "./models/model-registry.ts";
import type { ObjectRequest } from "./objects/generate-object.ts";
import type { AiTool } from "./tools/ai-tool.ts";
import type { Approval } from "./tools/approvals.ts";
import type { ToolCall, ToolOutcome, ToolScope } from "./tools/toolbox.ts";
import type { UsageEntry } from "./usage/usage-entry.ts";
import type { UsageSummary } from "./usage/usage-summary.ts";

/** What the service is created from. */
export interface AiServiceOptions extends ChatServiceOptions {
  /** The answers that workers write. */
  readonly responses: ResponseStore;
  /** How answers get to a worker; undefined where the application has none. */
  readonly background?: AiBackground | undefined;
  /** Deletes what is older than the retention. */
  deleteExpired(): Promise<DeletedAiRows>;
}

/** Conversations that a list shows. */
const MAX_LISTED_CONVERSATIONS = 100;

/**
 * Everything that an application asks of models. Each method is the same for routes, pages, commands, tasks and jobs. The AI SDK is loaded
 * with the first request to a model.
 */
export class AiService {
  readonly #options: AiServiceOptions;
  #chat: Promise<ChatService> | undefined;
  #background: Promise<BackgroundResponses> | undefined;

  constructor(options: AiServiceOptions) {
    this.#options = options;
  }

  /** Answers a message. @throws AppError `ai.*` */
  async chat(request: ChatRequest): Promise<ChatResponse> {
    return await (await this.#loadChat()).chat(request);
  }

  /** Answers a message part by part. @throws AppError `ai.*` */
  async stream(request: ChatRequest): Promise<ChatStream> {
    return await (await this.#loadChat()).stream(request);
  }

  #loadChat(): Promise<ChatService> {
    this.#chat ??= import("./chat/chat-service.ts").then(({ ChatService }) => new ChatService(this.#options));
    return this.#chat;
  }

  /**
   * Has a worker answer a message, and resolves when that is enqueued, not when the answer is there. A conversation has one such
   * answer at a time.
   *
   * @throws AppError `ai.no-background` without a worker or a database, `ai.already-responding`, else `ai.*` or what enqueueing throws
   */
  async startInBackground(request: BackgroundRequest): Promise<StartedResponse> {
    return await (await this.#loadBackground()).start(request);
  }

  /**
   * Writes an answer that was started in the background: for the handler of its task. Errors of the provider are part of the answer.
   *
   * @param signal aborts when the worker has to stop; what came of the answer is stored then
   */
  async respondInBackground(payload: ResponsePayload, signal: AbortSignal): Promise<void> {
    await (await this.#loadBackground()).write(await this.#loadChat(), payload, signal);
  }

  /**
   * The answer that a worker writes in a conversation, from its first part on; undefined where there is none. Leaving it does not end it.
   *
   * @throws AppError `ai.unknown-conversation`
   */
  async followResponse(caller: AiCaller, conversation: string): Promise<ChatStream | undefined> {
    return await (await this.#loadBackground()).follow(caller, conversation);
  }

  /** Ends the answer that a worker writes in a conversation. @returns whether there was one @throws AppError `ai.unknown-conversation` */
  async cancelResponse(caller: AiCaller, conversation: string): Promise<boolean> {
    return await (await this.#loadBackground()).cancel(caller, conversation);
  }

  /** Whether a worker writes an answer in one of a caller's conversations, or will. */
  async isResponding(caller: AiCaller, conversation: string): Promise<boolean> {
    return await (await this.#loadBackground()).isResponding(caller, conversation);
  }

  #loadBackground(): Promise<BackgroundResponses> {
    this.#background ??= import("./background/background-responses.ts").then(
      ({ createBackgroundResponses }) => createBackgroundResponses(this.#options),
    );
    return this.#background;
  }

  /** Has a model fill in an object. @throws AppError `ai.schema-ignored` when it does not fit the schema, else `ai.*` */
  async generateObject<Schema extends z.ZodType>(request: ObjectRequest<Schema>): Promise<z.output<Schema>> {
    const { generateObject } = await import("./objects/generate-object.ts");
    return await generateObject(this.#options, request);
  }

  /** The models that callers may choose, the one that answers unless they do first. */
  models(): readonly OfferedModel[] {
    return this.#options.registry.offered;
  }

  /** A caller's conversations, the newest first. */
  conversations(caller: AiCaller): Promise<readonly ConversationSummary[]> {
    return this.#options.conversations.list(toOwner(caller), MAX_LISTED_CONVERSATIONS);
  }

  /** One of a caller's conversations. @throws AppError `ai.unknown-conversation` */
  async conversation(caller: AiCaller, id: string): Promise<Conversation> {
    return await readConversation(this.#options.conversations, toOwner(caller), id);
  }

  /** @throws AppError `ai.unknown-conversation` */
  async renameConversation(caller: AiCaller, id: string, title: string): Promise<void> {
    const short = title.slice(0, MAX_TITLE_CHARACTERS);
    if (!(await this.#options.conversations.rename(toOwner(caller), id, short)))
      throw createUnknownConversationError(id);
  }

  /** @throws AppError `ai.unknown-conversation` */
  async deleteConversation(caller: AiCaller, id: string): Promise<void> {
    const owner = toOwner(caller);
    if (!(await this.#options.conversations.delete(owner, id))) throw createUnknownConversationError(id);
    await this.#options.responses.deleteByConversation(owner, id);
  }

  /** The tools that a caller may use. */
  tools(caller: AiCaller, scope: ToolScope): Promise<readonly AiTool[]> {
    return this.#options.toolbox.list(caller, scope);
  }

  /** Calls a tool without a model: what reads runs, what writes waits for its caller. @throws AppError `ai.*` or of the tool */
  callTool(call: ToolCall): Promise<ToolOutcome> {
    return this.#options.toolbox.run(call);
  }

  /** The calls of tools that wait for a caller. */
  approvals(caller: AiCaller): Promise<readonly Approval[]> {
    return this.#options.toolbox.approvals(caller);
  }

  /** Runs a call that waited. @returns what the tool returns @throws AppError `ai.unknown-approval`, `ai.approval-invalid` */
  confirm(caller: AiCaller, id: string, signal: AbortSignal): Promise<unknown> {
    return this.#options.toolbox.confirm(caller, id, signal);
  }

  /** Drops a call that waited. @throws AppError `ai.unknown-approval` */
  refuse(caller: AiCaller, id: string): Promise<void> {
    return this.#options.toolbox.refuse(caller, id);
  }

  /** A caller's requests since a moment (ISO 8601), the newest first. */
  usage(caller: AiCaller, since: string): Promise<readonly UsageEntry[]> {
    return this.#options.usage.list({ since, owner: toOwner(caller) });
  }

  /** What requests since a moment (ISO 8601) used, by model and day. @param caller whose they are; those of all unless given */
  usageSummary(since: string, caller?: AiCaller): Promise<UsageSummary> {
    return this.#options.usage.summarise({ since, owner: caller && toOwner(caller) });
  }

  /** What a caller has used today, and may. @throws AppError `ai.budget-unavailable` */
  budget(caller: AiCaller): Promise<{ readonly used: BudgetAmount; readonly limit: BudgetLimit }> {
    return this.#options.budget.read(caller);
  }

  /**
   * Deletes conversations and usage that are older than AI_RETENTION_DAYS, expired approvals, the budgets of past days, and what workers streamed. A job of the
   * application calls it.
   */
  deleteExpired(): Promise<DeletedAiRows> {
    return this.#options.deleteExpired();
  }

  /** Embeds texts, each as a list of numbers, in the order of the texts. @throws AppError `ai.*` */
  async embed(request: EmbedRequest): Promise<readonly (readonly number[])[]> {
    const { embedTexts } = await import("./embeddings/embed-texts.ts");
    return await embedTexts(this.#options, request);
  }
}
