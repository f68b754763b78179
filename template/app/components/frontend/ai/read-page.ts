import { AppError, HTTP_STATUS, toPublicError } from "@aegis-stack/runtime/errors";
import { data, type LoaderFunctionArgs } from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { ai } from "#app/services/ai/index.ts";

/** The caller of a page, with the headers of the response: a visitor gets a cookie. */
export async function findCaller(request: Request) {
  const { caller, cookies } = await ai.callers.find(request.headers.get("cookie") ?? undefined);
  return { caller, headers: new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie])) };
}

/** What the page shows, or why it is closed. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = { application: APP_NAME, path: `${ai.path}/stream`, isPersistent: ai.isPersistent };
  try {
    const { caller, headers } = await findCaller(request);
    const { service } = ai;
    const [conversations, conversation, approvals, budget] = await Promise.all([
      service.conversations(caller),
      params.conversation === undefined ? undefined : service.conversation(caller, params.conversation),
      service.approvals(caller),
      service.budget(caller).catch(() => undefined),
    ]);
    const open = { conversations, conversation, approvals, budget, models: service.models() };
    return data({ ...page, open, refusal: undefined }, { headers });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const refusal = toPublicError(error);
    const status = HTTP_STATUS[refusal.category];
    if (error.code === "ai.unknown-conversation") throw data(null, { status });
    return data({ ...page, open: undefined, refusal }, { status });
  }
}

export type ChatPage = Awaited<ReturnType<typeof loader>>["data"];
export type OpenChat = NonNullable<ChatPage["open"]>;
