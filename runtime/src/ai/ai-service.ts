import { embedMany, generateText, Output } from "ai";
import type { z } from "zod";
import type { BudgetAmount, BudgetLimit } from "./budget/budget-store.ts";
import { type AiCaller, toOwner } from "./caller.ts";
import {
  type ChatRequest,
  type ChatResponse,
  ChatService,
  type ChatServiceOptions,
  type ChatStream,
} from "./chat/chat-service.ts";
import type { Conversation, ConversationSummary } from "./conversations/conversation-store.ts";
import { readConversation } from "./conversations/read-conversation.ts";
import { createPromptTooLongError, createUnknownConversationError } from "./errors.ts";
import { toAiError } from "./provider-errors.ts";
import type { Approval } from "./tools/approvals.ts";
import { createMeteredEmbedding } from "./usage/metered-embedding.ts";
import { createMeteredModel } from "./usage/metered-model.ts";
import type { UsageEntry } from "./usage/usage-store.ts";

/** What the service is created from. */
export type AiServiceOptions = ChatServiceOptions;

/** Asks for an object instead of a text. */
export interface ObjectRequest<Schema extends z.ZodType> {
  readonly caller: AiCaller;
  /** What it is for, in usage: "summarise-order". */
  readonly action: string;
  readonly schema: Schema;
  readonly prompt: string;
  /** What the model receives before. */
  readonly instructions?: string | undefined;
  readonly model?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Asks for the vectors of texts. */
export interface EmbedRequest {
  readonly caller: AiCaller;
  /** What it is for, in usage: "search-documents". */
  readonly action: string;
  readonly texts: readonly string[];
  /** The model that embeds, with its provider. */
  readonly model: string;
  readonly signal?: AbortSignal | undefined;
}

/** Longer than any document that a model reads at once. */
const MAX_PROMPT_CHARACTERS = 400_000;

/** Conversations that a list shows. */
const MAX_LISTED_CONVERSATIONS = 100;
const MAX_TITLE_CHARACTERS = 120;

/** Everything that an application asks of models. Each method is the same for routes, pages, commands, tasks and jobs. */
export class AiService {
  readonly #options: AiServiceOptions;
  readonly #chat: ChatService;

  constructor(options: AiServiceOptions) {
    this.#options = options;
    this.#chat = new ChatService(options);
  }

  /** Answers a message. @throws AppError `ai.*` */
  chat(request: ChatRequest): Promise<ChatResponse> {
    return this.#chat.chat(request);
  }

  /** Answers a message part by part. @throws AppError `ai.*` */
  stream(request: ChatRequest): Promise<ChatStream> {
    return this.#chat.stream(request);
  }

  /** Has a model fill in an object. @throws AppError `ai.schema-ignored` when it does not fit the schema, else `ai.*` */
  async generateObject<Schema extends z.ZodType>(request: ObjectRequest<Schema>): Promise<z.output<Schema>> {
    const { caller, action, schema, prompt, instructions, signal } = request;
    if (prompt.length > MAX_PROMPT_CHARACTERS) throw createPromptTooLongError(MAX_PROMPT_CHARACTERS);
    const { limits, registry } = this.#options;
    const found = await registry.findModel(request.model);
    try {
      const { output } = await generateText({
        model: createMeteredModel(this.#options, { caller, action }, found),
        prompt,
        output: Output.object({ schema }),
        maxOutputTokens: limits.maxOutputTokens,
        timeout: limits.timeoutMs,
        providerOptions: found.options,
        ...(instructions !== undefined && { instructions }),
        ...(signal && { abortSignal: signal }),
      });
      return schema.parse(output);
    } catch (error) {
      throw toAiError(error, { provider: found.provider, model: found.name });
    }
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

  /**
   * Embeds texts, each as a list of numbers, in the order of the texts.
   *
   * @throws AppError `ai.*`
   */
  async embed({
    caller,
    action,
    texts,
    model,
    signal,
  }: EmbedRequest): Promise<readonly (readonly number[])[]> {
    if (texts.some(({ length }) => length > MAX_PROMPT_CHARACTERS))
      throw createPromptTooLongError(MAX_PROMPT_CHARACTERS);
    const { limits, registry } = this.#options;
    const found = await registry.findEmbeddingModel(model);
    const timeout = AbortSignal.timeout(limits.timeoutMs);
    try {
      const { embeddings } = await embedMany({
        model: createMeteredEmbedding(this.#options, { caller, action }, found),
        values: [...texts],
        providerOptions: found.options,
        abortSignal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      return embeddings;
    } catch (error) {
      throw toAiError(error, { provider: found.provider, model: found.name });
    }
  }
}
