import type { Logger } from "pino";
import type { AiCaller } from "../caller.ts";
import type { ChatRequest } from "../chat/chat-service.ts";
import type { ConversationStore } from "../conversations/conversation-store.ts";
import type { ModelRegistry } from "../models/model-registry.ts";
import type { ResponseLimits } from "../models/response-limits.ts";
import type { ResponseStore } from "./response-store.ts";
import type { Wait } from "./wait.ts";

/** What a worker needs to answer a message. The text is the caller's own: keep the task no longer than it is needed. */
export interface ResponsePayload {
  /** The id of the response, and of the message that it answers. */
  readonly response: string;
  readonly caller: AiCaller;
  readonly conversation: string;
  readonly text: string;
  /** With its provider. */
  readonly model: string;
}

/** How answers get to a worker. */
export interface AiBackground {
  /** Enqueues a task whose handler calls `AiService.respondInBackground` with this payload. */
  enqueue(payload: ResponsePayload): Promise<unknown>;
}

/** A message that a worker answers. */
export type BackgroundRequest = Omit<ChatRequest, "signal">;

/** Where an answer that a worker writes is found. */
export interface StartedResponse {
  readonly conversation: string;
  readonly response: string;
}

/** What answers of workers are created from. */
export interface BackgroundOptions {
  readonly registry: Pick<ModelRegistry, "findModel">;
  readonly conversations: ConversationStore;
  readonly responses: ResponseStore;
  /** Undefined where the application has no worker. */
  readonly background?: AiBackground | undefined;
  readonly limits: Pick<ResponseLimits, "stallTimeoutMs">;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  createId(): string;
  /** By a timer unless given. */
  readonly wait?: Wait | undefined;
}
