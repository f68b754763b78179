import type { ActionFunctionArgs } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import type { Asker } from "#app/services/auth/audit/actor.ts";
import { actorBehind } from "#app/services/auth/audit/actor-behind.ts";
import { audit } from "#app/services/auth/index.ts";

type Sent = Pick<ActionFunctionArgs, "request" | "context">;

/** The operator who has sent a form. */
export async function askerOf({ request, context }: Sent): Promise<Asker> {
  const { session, requestId, client } = context.get(pageContext);
  const user = (await session())?.user;
  return { actor: actorBehind(Object.fromEntries(request.headers), user), requestId, address: client };
}

/**
 * Keeps what a form of Overseer has asked for: the page, its intent and what it speaks of; nothing else of what it held.
 *
 * @param about the name of what the form speaks of, if it does
 */
export async function keepDeed(
  sent: Sent,
  form: object,
  about: string,
  outcome: "done" | "failed",
): Promise<void> {
  const [, , component = "overseer", ...rest] = new URL(sent.request.url).pathname.split("/").filter(Boolean);
  const intent = "intent" in form && typeof form.intent === "string" ? form.intent : "enqueue";
  const target = about || decodeURIComponent(rest.at(-1) ?? "").replace(/\.data$/, "");
  const by = await askerOf(sent);
  await audit.record({ by, action: `${component.replace(/\.data$/, "")} ${intent}`, target, outcome });
}
