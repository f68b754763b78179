import type { z } from "zod";
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
import { createUnknownConversationError } from "./errors.ts";
import type { OfferedModel } from "./models/model-registry.ts";
import type { ObjectRequest } from "./objects/generate-object.ts";
import type { Approval } from "./tools/approvals.ts";
import type { UsageEntry } from "./usage/usage-store.ts";

/** What the service is created from. */
export type AiServiceOptions = ChatServiceOptions;

/** Conversations that a list shows. */
const MAX_LISTED_CONVERSATIONS = 100;

/**
 * Everything that an application asks of models. Each method is the same for routes, pages, commands, tasks and jobs. The AI SDK is loaded
 * with the first request to a model.
 */
export class AiService {
  readonly #options: AiServiceOptions;
  #chat: Promise<ChatService> | undefined;

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
    if (!(await this.#options.conversations.delete(toOwner(caller), id)))
      throw createUnknownConversationError(id);
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

  /** What a caller has used today, and may. @throws AppError `ai.budget-unavailable` */
  budget(caller: AiCaller): Promise<{ readonly used: BudgetAmount; readonly limit: BudgetLimit }> {
    return this.#options.budget.read(caller);
  }

  /** Embeds texts, each as a list of numbers. @param model with its provider @throws AppError `ai.*` */
  async embed(texts: readonly string[], model: string, signal?: AbortSignal): Promise<readonly number[][]> {
    const { embedTexts } = await import("./embeddings/embed-texts.ts");
    return await embedTexts(this.#options.registry, { texts, model, signal });
  }
}
