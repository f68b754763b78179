import type { ActionFunctionArgs } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { isRecordedByService } from "#app/services/auth/audit/actions.ts";
import type { Asker } from "#app/services/auth/audit/actor.ts";
import { actorBehind } from "#app/services/auth/audit/actor-behind.ts";
import { audit } from "#app/services/auth/index.ts";
import type { Deed } from "./report.ts";

type Sent = Pick<ActionFunctionArgs, "request" | "context">;

/** The operator who has sent a form. */
export async function askerOf({ request, context }: Sent): Promise<Asker> {
  const { session, requestId, client } = context.get(pageContext);
  const user = (await session())?.user;
  return { actor: actorBehind(Object.fromEntries(request.headers), user), requestId, address: client };
}

/** Keeps what a form of Overseer has asked for; nothing of what it held but the name of what it speaks of. */
export async function keepDeed(
  sent: Sent,
  { action, about }: Deed,
  outcome: "done" | "failed",
): Promise<void> {
  if (isRecordedByService(action, outcome)) return;
  await audit.record({ by: await askerOf(sent), action, target: about, outcome });
}
