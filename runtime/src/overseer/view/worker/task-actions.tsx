import type { TaskReport } from "../../../queue/index.ts";
import { Confirm } from "../actions/confirm.tsx";

/** Cancel a task, or retry and discard one that has ended. */
export function TaskActions({ task: { id, name, state, attempts }, ask }: { task: TaskReport; ask: string }) {
  if (state !== "failed" && state !== "completed") {
    return (
      <Confirm
        action="Cancel"
        doing="Cancelling"
        title={`Cancel ${name}?`}
        fields={{ intent: "cancel", task: id }}
        ask={ask}
      >
        <p>
          {state === "active"
            ? "Its worker aborts its signal, and the task fails."
            : "The task has not started and is deleted."}
        </p>
      </Confirm>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Confirm
        action="Retry"
        doing="Retrying"
        title={`Retry ${name}?`}
        fields={{ intent: "retry", task: id }}
        ask={ask}
      >
        <p>
          It gets {attempts === 1 ? "its only attempt" : `all its ${attempts} attempts`} again, with the same
          payload.
        </p>
        <p className="text-muted [overflow-wrap:anywhere]">{id}</p>
      </Confirm>
      <Confirm
        action="Discard"
        doing="Discarding"
        title={`Discard ${name}?`}
        fields={{ intent: "discard", task: id }}
        ask={ask}
      >
        <p>Its payload, result and errors are deleted. This cannot be undone.</p>
        <p className="text-muted [overflow-wrap:anywhere]">{id}</p>
      </Confirm>
    </div>
  );
}
