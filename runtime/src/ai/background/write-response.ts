import { toOwner } from "../caller.ts";
import type { ChatService } from "../chat/chat-service.ts";
import { describeFailure } from "../chat/describe-failure.ts";
import { createQuestion } from "../conversations/question.ts";
import type { BackgroundOptions, ResponsePayload } from "./background-options.ts";
import { type BrokenResponses, createBrokenChunk } from "./broken-responses.ts";
import { createChunkWriter } from "./chunk-writer.ts";

/**
 * Answers a message as a worker. The provider is asked once, however often it is called: a response that is running already has lost
 * its worker, and is ended.
 *
 * @param signal aborts when the worker has to stop; the response breaks off then
 * @throws what the stores throw; errors of the provider are part of the response
 */
export async function writeResponse(
  options: BackgroundOptions & { readonly chat: Pick<ChatService, "stream"> },
  broken: BrokenResponses,
  { response, caller, conversation, text, model }: ResponsePayload,
  signal: AbortSignal,
): Promise<void> {
  const { responses, chat, log, now, wait } = options;
  const key = { owner: toOwner(caller), id: response };
  const createdAt = new Date(now()).toISOString();
  if (!(await responses.begin(key, createdAt))) {
    const found = await responses.read(key);
    if (found?.state === "running") await broken.end(found);
    return;
  }
  const leaving = new AbortController();
  const writer = createChunkWriter({ responses, key, leave: () => leaving.abort(), now, wait });
  const either = AbortSignal.any([signal, leaving.signal]);
  const question = createQuestion({ id: response, text, createdAt });
  const stream = await chat
    .stream({ caller, text, conversation, model, signal: either }, question)
    .catch(async (error: unknown) => {
      if (!either.aborted) await writer.add({ type: "error", errorText: describeFailure(error, log) });
      return undefined;
    });
  try {
    for await (const chunk of stream?.chunks ?? []) {
      // That its reader has left is said of a cancelled response, and not of one whose worker has to stop.
      if (chunk.type !== "abort") await writer.add(chunk);
    }
    if (signal.aborted) await writer.add(createBrokenChunk());
  } catch (error) {
    await writer.add(createBrokenChunk());
    throw error;
  } finally {
    // Otherwise the response would look as if its worker were alive.
    await writer.end();
  }
}
