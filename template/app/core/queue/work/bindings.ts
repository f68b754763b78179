import type { TaskRecord } from "../engine/engine.ts";

/** What every line about a task carries; the id of the request that enqueued it leads to that request's own lines. */
export const bindingsOf = ({ name, id, requestId }: TaskRecord) => ({ task: name, taskId: id, requestId });
