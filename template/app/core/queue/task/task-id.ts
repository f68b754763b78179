import { randomUUID } from "node:crypto";

/** A new id. It names the queue, so that a task is found by its id alone. */
export const newTaskId = (queue: string): string => `${queue}.${randomUUID()}`;

/** The queue of a task; undefined where the text is no id. */
export const queueOfTask = (id: string): string | undefined =>
  /^(?<queue>[a-z][a-z0-9-]*)\.[\w-]+$/.exec(id)?.groups?.queue;
