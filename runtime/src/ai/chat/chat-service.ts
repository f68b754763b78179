import type { LanguageModelV4 } from "@ai-sdk/provider";
import {
  convertToModelMessages,
  isStepCount,
  isToolUIPart,
  streamText,
  type TextStreamPart,
  type ToolSet,
  type UIMessageChunk,
} from "ai";
import { AppError } from "../../errors/index.ts";
import { type AiCaller, toOwner } from "../caller.ts";
import type { ChatMessage, ConversationStore } from "../conversations/conversation-store.ts";
import { createConversation } from "../conversations/new-conversation.ts";
import { createQuestion, findUnanswered, textOf } from "../conversations/question.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import { createPromptTooLongError } from "../errors.ts";
import type { FoundModel, ModelRegistry } from "../models/model-registry.ts";
import type { ResponseLimits } from "../models/response-limits.ts";
import { toAiError } from "../provider-errors.ts";
import type { Toolbox } from "../tools/toolbox.ts";
import type { MeterOptions } from "../usage/counted-request.ts";
import { createMeteredModel } from "../usage/metered-model.ts";
import { type RequestTimer, startRequestTimer } from "../usage/request-timer.ts";
import { BROKEN_RESPONSE, describeFailure } from "./describe-failure.ts";
import { MAX_MESSAGE_CHARACTERS } from "./message-limits.ts";
import { createChunkConverter } from "./response-chunks.ts";
import { createResponseRecorder } from "./response-recorder.ts";
import { createResponseStream } from "./response-stream.ts";
import { waitForStart } from "./started-stream.ts";

/** What a model is sent of a long conversation, the newest messages. */
const MAX_HISTORY_MESSAGES = 40;

/** Steps of a response: a model that calls tools without end is stopped. */
const MAX_RESPONSE_STEPS = 8;

/** How often a request that the provider refused for a moment is made again; the SDK waits as Retry-After says. */
const MAX_RETRIES = 2;

/** What the chat is created from. */
export interface ChatServiceOptions extends MeterOptions {
  readonly registry: ModelRegistry;
  readonly conversations: ConversationStore;
  readonly toolbox: Toolbox;
  /** What the model receives before every conversation. */
  instructions(caller: AiCaller): string;
  readonly limits: ResponseLimits;
}

/** A message to a model. */
export interface ChatRequest {
  readonly caller: AiCaller;
  readonly text: string;
  /** The conversation that it continues; it begins one unless given. */
  readonly conversation?: string | undefined;
  /** The model, with its provider; AI_MODEL unless given. */
  readonly model?: string | undefined;
  /** Aborts when no one waits for the answer any more; the request to the provider ends then. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer that is being written. */
export interface ChatStream {
  readonly conversation: string;
  /** With its provider. */
  readonly model: string;
  /** In the UI message protocol of the AI SDK. Leaving it ends the request to the provider, and keeps what came. */
  readonly chunks: ReadableStream<UIMessageChunk>;
  /** Resolves when the answer is kept, whole or as far as it came. */
  readonly ended: Promise<void>;
}

/** An answer that is being written, for this service. */
interface OpenResponse extends ChatStream {
  /** Why the answer broke off, once it has ended. */
  findFailure(): unknown;
}

/** What a model is asked. */
interface Question {
  readonly found: FoundModel<LanguageModelV4>;
  readonly history: readonly ChatMessage[];
  /** Aborts when no one waits for the answer any more. */
  readonly leaving: AbortSignal;
}

/** A whole response. */
export interface ChatResponse {
  readonly conversation: string;
  readonly model: string;
  readonly message: ChatMessage;
  /** What the model wrote, without its calls of tools. */
  readonly text: string;
}

/** Talks to models, and keeps what was said. */
export class ChatService {
  readonly #options: ChatServiceOptions;

  constructor(options: ChatServiceOptions) {
    this.#options = options;
  }

  /**
   * Answers a message, and resolves when the answer is whole.
   *
   * @throws AppError `ai.*`
   */
  async chat(request: ChatRequest): Promise<ChatResponse> {
    const { conversation, model, chunks, ended, findFailure } = await this.#open(request);
    for await (const _chunk of chunks);
    await ended;
    request.signal?.throwIfAborted();
    const failure = findFailure();
    if (failure !== undefined) throw failure;
    const kept = await readConversation(
      this.#options.conversations,
      toOwner(request.caller),
      conversation,
      1,
    );
    const message = kept.messages.at(-1);
    if (message?.role !== "assistant") throw new AppError(BROKEN_RESPONSE);
    return { conversation, model, message, text: textOf(message) };
  }

  /**
   * Answers a message part by part. Resolves with the first part of the answer; before it, nothing of the message is kept.
   *
   * @param kept the message, where it is in the conversation already
   * @throws AppError `ai.*`
   */
  async stream(request: ChatRequest, kept?: ChatMessage): Promise<ChatStream> {
    const { findFailure: _findFailure, ...stream } = await this.#open(request, kept);
    return stream;
  }

  async #open(request: ChatRequest, kept?: ChatMessage): Promise<OpenResponse> {
    const { caller, text, conversation: id, signal } = request;
    const { registry, now, createId } = this.#options;
    if (text.length > MAX_MESSAGE_CHARACTERS) throw createPromptTooLongError(MAX_MESSAGE_CHARACTERS);
    const owner = toOwner(caller);
    const found = await registry.findModel(request.model);
    const { name } = found;
    const createdAt = new Date(now()).toISOString();
    const conversation =
      id === undefined
        ? createConversation({ id: createId(), text, createdAt })
        : await readConversation(this.#options.conversations, owner, id, MAX_HISTORY_MESSAGES);
    const unanswered = findUnanswered(conversation, text);
    const stored = kept ?? unanswered;
    const question = stored ?? createQuestion({ id: createId(), text, createdAt });
    // Where it is kept already, others may have been added after it.
    const earlier = conversation.messages.filter(
      (message) => message.id !== question.id && message !== unanswered,
    );
    const history = selectHistory([...earlier, question]);
    const left = new AbortController();
    const leaving = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
    const fault = { provider: found.provider, model: name };
    const { tools, parts, timer } = await this.#ask(caller, { found, history, leaving });
    const started = await waitForStart(parts, leaving).catch((error: unknown) => {
      timer.end();
      throw toAiError(error, fault);
    });
    try {
      if (id === undefined) await this.#options.conversations.create(owner, conversation);
    } catch (error) {
      left.abort();
      throw error;
    }
    if (stored === undefined) await this.#keep(owner, conversation.id, async () => question);
    let failure: unknown;
    let isAborted = false;
    const messageId = createId();
    const recorder = createResponseRecorder(messageId);
    const toChunk = createChunkConverter({
      tools,
      id: messageId,
      facts: { createdAt, model: name, state: "complete" },
      onError: (error) => {
        failure = toAiError(error, fault);
        return describeFailure(failure, this.#options.log);
      },
    });
    const { chunks, ended } = createResponseStream({
      parts: started,
      toChunk: (part) => {
        const chunk = toChunk(part);
        if (chunk !== undefined) recorder.add(chunk);
        isAborted ||= chunk?.type === "abort";
        return chunk;
      },
      onEnd: async () => {
        timer.end();
        const state = isAborted || failure !== undefined ? "interrupted" : "complete";
        await this.#keep(owner, conversation.id, () => recorder.read({ createdAt, model: name, state }));
      },
      leave: () => left.abort(),
      over: timer.signal,
    });
    return { conversation: conversation.id, model: name, chunks, ended, findFailure: () => failure };
  }

  async #ask(
    caller: AiCaller,
    { found, history, leaving }: Question,
  ): Promise<{ tools: ToolSet; parts: ReadableStream<TextStreamPart<ToolSet>>; timer: RequestTimer }> {
    const { toolbox, instructions, limits } = this.#options;
    const tools = await toolbox.toolsFor(caller);
    const messages = await convertToModelMessages([...history], { tools, ignoreIncompleteToolCalls: true });
    // The SDK's own limit for the whole response stays in memory until it has passed, however early the response has ended.
    const timer = startRequestTimer(leaving, limits.timeoutMs);
    const { stream } = streamText({
      model: createMeteredModel(this.#options, { caller, action: "chat" }, found),
      instructions: instructions(caller),
      messages,
      tools,
      stopWhen: isStepCount(MAX_RESPONSE_STEPS),
      maxOutputTokens: limits.maxOutputTokens,
      maxRetries: MAX_RETRIES,
      providerOptions: found.options,
      timeout: { chunkMs: limits.stallTimeoutMs },
      abortSignal: timer.signal,
      // The default writes errors to the console; they are thrown or told.
      onError: () => {},
    });
    return { tools, parts: stream, timer };
  }

  /** A conversation that was deleted while its answer was written stays deleted. */
  async #keep(owner: string, id: string, read: () => Promise<ChatMessage>): Promise<void> {
    try {
      await this.#options.conversations.append(owner, id, await read());
    } catch (error) {
      this.#options.log.error({ err: error }, "a message of a conversation could not be kept");
    }
  }
}

/** The newest messages that hold anything, from a question on: providers refuse what is empty, and what begins with a response. */
function selectHistory(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const filled = messages.filter(({ parts }) =>
    parts.some((part) => (part.type === "text" ? part.text.trim() !== "" : isToolUIPart(part))),
  );
  const newest = filled.slice(-MAX_HISTORY_MESSAGES);
  return newest.slice(newest.findIndex(({ role }) => role === "user"));
}
