import { type AiCaller, toOwner } from "../caller.ts";
import type { ChatService, ChatStream } from "../chat/chat-service.ts";
import { readConversation } from "../conversations/read-conversation.ts";
import type {
  BackgroundOptions,
  BackgroundRequest,
  ResponsePayload,
  StartedResponse,
} from "./background-options.ts";
import { createBrokenResponses } from "./broken-responses.ts";
import { followResponse } from "./follow-response.ts";
import type { BackgroundResponse } from "./response-store.ts";
import { startResponse } from "./start-response.ts";
import { writeResponse } from "./write-response.ts";

/** The answers that workers write. */
export type BackgroundResponses = ReturnType<typeof createBackgroundResponses>;

/** Creates what starts, writes, streams and cancels them. Each call is for one caller. */
export function createBackgroundResponses(options: BackgroundOptions) {
  const { conversations, responses, now } = options;
  const broken = createBrokenResponses(options);

  async function findActive(owner: string, conversation: string): Promise<BackgroundResponse | undefined> {
    const active = await responses.findActive(owner, conversation);
    return active === undefined || (await broken.endIfBroken(active)) ? undefined : active;
  }

  /** @throws AppError `ai.unknown-conversation` */
  async function findActiveOf(caller: AiCaller, id: string): Promise<BackgroundResponse | undefined> {
    const owner = toOwner(caller);
    await readConversation(conversations, owner, id, 1);
    return await findActive(owner, id);
  }

  return {
    start: (request: BackgroundRequest): Promise<StartedResponse> => startResponse(options, broken, request),
    write: (
      chat: Pick<ChatService, "stream">,
      payload: ResponsePayload,
      signal: AbortSignal,
    ): Promise<void> => writeResponse({ ...options, chat }, broken, payload, signal),
    async follow(caller: AiCaller, conversation: string): Promise<ChatStream | undefined> {
      const active = await findActiveOf(caller, conversation);
      return active && followResponse(options, broken, active);
    },
    async cancel(caller: AiCaller, conversation: string): Promise<boolean> {
      const active = await findActiveOf(caller, conversation);
      if (active === undefined) return false;
      return await responses.end(active, { state: "cancelled", at: new Date(now()).toISOString() });
    },
    isResponding: async (caller: AiCaller, conversation: string): Promise<boolean> =>
      (await findActive(toOwner(caller), conversation)) !== undefined,
  };
}
