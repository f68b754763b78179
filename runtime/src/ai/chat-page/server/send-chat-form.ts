import { type ActionFunctionArgs, data, redirect } from "react-router";
import { AppError, HTTP_STATUS, toPublicError } from "../../../errors/index.ts";
import type { ChatOutcome } from "../page-data.ts";
import { findCaller } from "./find-caller.ts";
import type { ChatPageOptions } from "./page-options.ts";

/** Does what a form of the page asks for. */
export async function sendChatForm(
  { ai, path, context: requestContext }: ChatPageOptions,
  { request, params, context }: Pick<ActionFunctionArgs, "request" | "params" | "context">,
): Promise<ReturnType<typeof data<ChatOutcome>> | Response> {
  // What cannot be parsed asks for nothing.
  const form = await request.formData().catch(() => new FormData());
  const value = (name: string) => String(form.get(name) ?? "").trim();
  const { signal, log } = context.get(requestContext);
  const { service } = ai;
  const decide = (result: "confirmed" | "refused") =>
    data<ChatOutcome>({ result, message: value("summary"), hint: "", text: "" });
  try {
    const { caller, headers } = await findCaller(ai.callers, request);
    const id = params.conversation ?? "";
    switch (value("ask")) {
      case "message": {
        const sent = { text: value("text"), model: value("model") || undefined };
        if (sent.text === "") break;
        const { conversation } = await service.chat({
          ...sent,
          caller,
          conversation: params.conversation,
          signal,
        });
        return redirect(`${path}/${conversation}#latest`, { headers });
      }
      case "rename":
        if (value("title") !== "") await service.renameConversation(caller, id, value("title"));
        break;
      case "delete":
        await service.deleteConversation(caller, id);
        return redirect(path);
      case "confirm":
        await service.confirm(caller, value("id"), signal);
        return decide("confirmed");
      case "refuse":
        await service.refuse(caller, value("id"));
        return decide("refused");
    }
    return redirect(`${path}/${id}`, { headers });
  } catch (error) {
    if (!(error instanceof AppError) || error.category === "internal") throw error;
    if (error.audience === "operators") log.warn({ err: error }, "a form of the chat failed");
    const { message, hint, category } = toPublicError(error);
    return data({ result: "failed", message, hint, text: value("text") }, { status: HTTP_STATUS[category] });
  }
}
