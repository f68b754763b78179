import type { AiCaller } from "../caller.ts";
import type { ChatStream } from "../chat/chat-service.ts";
import { findCommandCaller } from "./find-caller.ts";
import type { AiCommandOptions, MessageOptions } from "./options.ts";

/** A conversation at a terminal. */
export interface ChatSession {
  readonly options: AiCommandOptions;
  readonly caller: AiCaller;
  /** When it began, as ISO 8601. */
  readonly startedAt: string;
  /** The model that responds, with its provider. */
  readonly model: string;
  /** Has another model respond from now on. @throws AppError `ai.unknown-model` */
  switchModel(name: string): Promise<void>;
  /** Begins another conversation with the next message. */
  startConversation(): void;
  /**
   * Sends a message.
   *
   * @param print reads the response, and resolves when it has ended
   * @returns undefined when the signal aborted before the response began
   * @throws AppError `ai.*`
   */
  send<Printed>(
    text: string,
    signal: AbortSignal,
    print: (stream: ChatStream) => Promise<Printed>,
  ): Promise<Printed | undefined>;
}

/** @throws AppError `ai.not-configured`, `ai.unknown-model`, `ai.unknown-conversation`, `ai.unknown-user` */
export async function createChatSession(
  options: AiCommandOptions,
  given: MessageOptions,
): Promise<ChatSession> {
  const { service, registry, now } = options;
  const caller = await findCommandCaller(options, given);
  let { conversation } = given;
  if (conversation !== undefined) await service.conversation(caller, conversation);
  let { name: model } = await registry.findModel(given.model);

  return {
    options,
    caller,
    startedAt: new Date(now()).toISOString(),
    get model() {
      return model;
    },
    async switchModel(name) {
      model = (await registry.findModel(name)).name;
    },
    startConversation() {
      conversation = undefined;
    },
    async send(text, signal, print) {
      try {
        const stream = await service.stream({ caller, text, conversation, model, signal });
        conversation = stream.conversation;
        return await print(stream);
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
  };
}
