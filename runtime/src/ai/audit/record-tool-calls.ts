import type { AiCaller } from "../caller.ts";
import type { AiAuth } from "../callers/ai-auth.ts";
import type { ToolCallEvent } from "../tools/toolbox.ts";

/**
 * Creates what records the calls of tools in the audit log of an application's accounts. Of a call only the name of the tool and the id
 * of its approval are recorded: what it was called with may be a secret.
 *
 * @param audit without it nothing is recorded
 */
export function createToolCallRecorder(
  audit: AiAuth["audit"] | undefined,
): (event: ToolCallEvent) => Promise<void> {
  return async (event) => {
    const { caller, tool, approval, outcome } = event;
    await audit?.record({
      by: { actor: toActor(caller) },
      action: findAction(event),
      target: approval === undefined ? tool : `${tool} ${approval}`,
      outcome: outcome === "failed" ? "failed" : "done",
    });
  };
}

function findAction({ approval, outcome }: ToolCallEvent): string {
  if (outcome === "waits") return "ai approvals request";
  if (outcome === "refused") return "ai approvals refuse";
  return approval === undefined ? "ai tools call" : "ai approvals confirm";
}

const toActor = ({ kind, id, name = id }: AiCaller) =>
  kind === "user" ? { id, name } : { id: null, name: `${kind} ${id}` };
