import type { NewTask } from "./engine.ts";
import { newTaskId } from "./task/task-id.ts";

/** A task for an engine's own tests. */
export const newTask = (more: Partial<NewTask> = {}): NewTask => ({
  id: newTaskId("test"),
  name: "demo",
  payload: { text: "ü" },
  attempts: 3,
  delay: 0,
  priority: 0,
  retention: { completed: { age: 60_000, count: 100 }, failed: { age: 60_000, count: 100 } },
  ...more,
});
