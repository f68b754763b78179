import type { NewTask, TaskRecord, TaskState } from "../engine.ts";

/** A task in memory. */
export interface MemoryTask {
  record: TaskRecord;
  state: TaskState;
  dueAt: number;
  dedupe: NewTask["dedupe"];
  notes: string[];
}

/** One queue in memory. */
export interface MemoryQueue {
  tasks: Map<string, MemoryTask>;
  isPaused: boolean;
  /** Called when a task was added or may run again. */
  listeners: Set<() => void>;
}

/** Tasks in the order in which they will run. */
export const inRunOrder = (tasks: readonly MemoryTask[]): MemoryTask[] =>
  tasks.toSorted((one, other) => one.record.priority - other.record.priority || one.dueAt - other.dueAt);
