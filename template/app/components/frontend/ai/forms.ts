import { AppError, HTTP_STATUS, toPublicError } from "@aegis-stack/runtime/errors";
import { type ActionFunctionArgs, data, redirect } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { ai } from "#app/services/ai/index.ts";
import { findCaller } from "./read-page.ts";

/** What became of a form. */
export interface FormOutcome {
  isDone: boolean;
  message: string;
  hint: string;
  /** The question that was not sent, to be sent again. */
  text: string;
}

/** The page's forms, by the word that each sends along. All work without scripts; with them a message is streamed instead. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => new FormData());
  const value = (name: string) => String(form.get(name) ?? "").trim();
  const { signal, log } = context.get(pageContext);
  const { service } = ai;
  const done = (message: string) => data<FormOutcome>({ isDone: true, message, hint: "", text: "" });
  try {
    const { caller, headers } = await findCaller(request);
    const id = params.conversation ?? "";
    switch (value("ask")) {
      case "message": {
        const model = value("model") || undefined;
        const text = value("text");
        const sent = { caller, text, conversation: params.conversation, model, signal };
        const { conversation } = text === "" ? { conversation: id } : await service.chat(sent);
        return redirect(`/chat/${conversation}#latest`, { headers });
      }
      case "rename":
        await service.renameConversation(caller, id, value("title") || "Conversation");
        return redirect(`/chat/${id}`);
      case "delete":
        await service.deleteConversation(caller, id);
        return redirect("/chat");
      case "confirm":
        await service.confirm(caller, value("id"), signal);
        return done(`Confirmed, and done: ${value("summary")}`);
      case "refuse":
        await service.refuse(caller, value("id"));
        return done(`Refused, and not done: ${value("summary")}`);
      default:
        return redirect(`/chat/${id}`);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.category === "internal") throw error;
    if (error.audience === "operators") log.warn({ err: error }, "a form of the chat failed");
    const { message, hint, category } = toPublicError(error);
    const outcome: FormOutcome = { isDone: false, message, hint, text: value("text") };
    return data(outcome, { status: HTTP_STATUS[category] });
  }
}
