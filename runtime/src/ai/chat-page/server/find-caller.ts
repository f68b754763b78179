import type { AiCaller } from "../../caller.ts";
import type { AiCallers } from "../../callers/ai-callers.ts";

/** The caller of a page, with the headers of its response: a visitor gets a cookie. */
export async function findCaller(
  callers: AiCallers,
  request: Request,
): Promise<{ readonly caller: AiCaller; readonly headers: Headers }> {
  const { caller, cookies } = await callers.find(request.headers.get("cookie") ?? undefined);
  return { caller, headers: new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie])) };
}
