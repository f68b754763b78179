import { toOwner } from "../caller.ts";
import { MAX_MESSAGE_CHARACTERS } from "../chat/message-limits.ts";
import { createConversation } from "../conversations/new-conversation.ts";
import { createQuestion, findUnanswered } from "../conversations/question.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import {
  createAlreadyRespondingError,
  createNoBackgroundError,
  createPromptTooLongError,
  createUnknownConversationError,
} from "../errors.ts";
import type { BackgroundOptions, BackgroundRequest, StartedResponse } from "./background-options.ts";
import type { BrokenResponses } from "./broken-responses.ts";

/**
 * Stores a message and enqueues its answer. Where the answer cannot be enqueued, a conversation that would begin with it is deleted
 * again; in one that was there already the message stays.
 *
 * @throws AppError `ai.*`, or what `enqueue` throws
 */
export async function startResponse(
  { background, conversations, responses, registry, log, now, createId }: BackgroundOptions,
  { endIfBroken }: BrokenResponses,
  { caller, text, conversation: given, model }: BackgroundRequest,
): Promise<StartedResponse> {
  // In memory a worker could not find the conversation.
  if (background === undefined || !conversations.isPersistent) throw createNoBackgroundError();
  if (text.length > MAX_MESSAGE_CHARACTERS) throw createPromptTooLongError(MAX_MESSAGE_CHARACTERS);
  const owner = toOwner(caller);
  const { name } = await registry.findModel(model);
  const createdAt = new Date(now()).toISOString();
  const id = given ?? createId();
  const response = createId();

  /** @returns whether it ends with this question already */
  async function prepareConversation(): Promise<boolean> {
    if (given === undefined) {
      await conversations.create(owner, createConversation({ id, text, createdAt }));
      return false;
    }
    const active = await responses.findActive(owner, id);
    if (active !== undefined) await endIfBroken(active);
    return findUnanswered(await readConversation(conversations, owner, id, 1), text) !== undefined;
  }

  async function undo(): Promise<void> {
    if (given === undefined) await conversations.delete(owner, id);
    else await responses.end({ owner, id: response }, { state: "cancelled", at: createdAt });
  }

  const isAskedAgain = await prepareConversation();
  try {
    if (!(await responses.create({ id: response, owner, conversation: id, model: name, createdAt })))
      throw createAlreadyRespondingError();
    const question = createQuestion({ id: response, text, createdAt });
    if (!isAskedAgain && !(await conversations.append(owner, id, question)))
      throw createUnknownConversationError(id);
    await background.enqueue({ response, caller, conversation: id, text, model: name });
  } catch (error) {
    await undo().catch((failure: unknown) => {
      log.error({ err: failure }, "an answer that was not enqueued could not be cancelled");
    });
    throw error;
  }
  return { conversation: id, response };
}
