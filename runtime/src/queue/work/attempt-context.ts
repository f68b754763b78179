import type { Logger } from "pino";
import type { TakenTask } from "../engine.ts";
import type { TaskContext } from "./handler.ts";
import { writeNote } from "./timeline.ts";

/** What is created only when a handler asks for it: most ask for neither, and both cost more than the rest of an attempt. */
export interface LazyContext {
  signal(): AbortSignal;
  log(): Logger;
}

/** What a handler receives. A class, because an object with getters of its own takes twenty times as long to create. */
export class AttemptContext implements TaskContext {
  readonly taskId: string;
  readonly attempt: number;
  readonly progress: TaskContext["progress"];
  readonly note: TaskContext["note"];
  readonly #lazy: LazyContext;

  constructor({ record, progress, note }: TakenTask, lazy: LazyContext) {
    this.taskId = record.id;
    this.attempt = record.attemptsMade + record.deaths + 1;
    this.progress = progress;
    this.note = (sentence) => note(writeNote("note", sentence));
    this.#lazy = lazy;
  }

  get signal(): AbortSignal {
    return this.#lazy.signal();
  }

  get log(): Logger {
    return this.#lazy.log();
  }
}
