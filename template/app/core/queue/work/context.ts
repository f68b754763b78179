import type { Logger } from "pino";
import type { TakenTask } from "../engine/engine.ts";
import type { TaskContext } from "./handler.ts";
import { writeNote } from "./timeline.ts";

/** What an attempt needs only when its handler asks for it: most ask for neither, and both cost more than all the rest. */
export interface OnDemand {
  signal(): AbortSignal;
  log(): Logger;
}

/** What a handler is given. A class, because an object with getters of its own takes twenty times as long to make. */
export class AttemptContext implements TaskContext {
  readonly taskId: string;
  readonly attempt: number;
  readonly progress: TaskContext["progress"];
  readonly note: TaskContext["note"];
  readonly #onDemand: OnDemand;

  constructor({ record, progress, note }: TakenTask, onDemand: OnDemand) {
    this.taskId = record.id;
    this.attempt = record.attemptsMade + record.deaths + 1;
    this.progress = progress;
    this.note = (sentence) => note(writeNote("note", sentence));
    this.#onDemand = onDemand;
  }

  get signal(): AbortSignal {
    return this.#onDemand.signal();
  }

  get log(): Logger {
    return this.#onDemand.log();
  }
}
