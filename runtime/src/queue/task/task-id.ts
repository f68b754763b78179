import { randomUUID } from "node:crypto";

/**
 * A new id. It names the queue, so that a task is found by its id alone; the rest is a UUID in 22 characters, because the
 * server writes the id of a task a dozen times while it is run.
 */
export const newTaskId = (queue: string): string =>
  `${queue}.${Buffer.from(randomUUID().replaceAll("-", ""), "hex").toString("base64url")}`;

/** The queue of a task; undefined where the text is no id. */
export const queueOfTask = (id: string): string | undefined =>
  /^(?<queue>[a-z][a-z0-9-]*)\.[\w-]+$/.exec(id)?.groups?.queue;
