import { data, type LoaderFunctionArgs } from "react-router";
import { AppError, HTTP_STATUS, toPublicError } from "../../../errors/index.ts";
import type { ChatPage, OpenChat } from "../page-data.ts";
import { findCaller } from "./find-caller.ts";
import type { ChatPageOptions } from "./page-options.ts";

/** What the page shows, or why it is closed. */
export async function readChatPage(
  { ai, name, path }: ChatPageOptions,
  { request, params }: Pick<LoaderFunctionArgs, "request" | "params">,
): Promise<ReturnType<typeof data<ChatPage>>> {
  const page = {
    name,
    path,
    streamPath: `${ai.path}/stream`,
    conversationsPath: `${ai.path}/conversations`,
    isPersistent: ai.isPersistent,
  };
  try {
    const { caller, headers } = await findCaller(ai.callers, request);
    const { service } = ai;
    const { conversation: id } = params;
    // Before the messages: an answer that ends in between is among them.
    const isResponding = id !== undefined && (await service.isResponding(caller, id));
    const [conversations, conversation, approvals, budget] = await Promise.all([
      service.conversations(caller),
      id === undefined ? undefined : service.conversation(caller, id),
      service.approvals(caller),
      service.budget(caller).catch(() => undefined),
    ]);
    const open: OpenChat = {
      conversations,
      conversation,
      isResponding,
      approvals: approvals.map(({ id, tool, summary }) => ({ id, tool, summary })),
      budget,
      models: service.models(),
    };
    return data({ ...page, open, refusal: undefined }, { headers });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { category, message, hint } = toPublicError(error);
    const status = HTTP_STATUS[category];
    if (error.code === "ai.unknown-conversation") throw data(null, { status });
    return data({ ...page, open: undefined, refusal: { message, hint } }, { status });
  }
}
