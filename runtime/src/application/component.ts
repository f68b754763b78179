import type { LifecyclePart } from "../process/index.ts";
import type { Role } from "../settings/index.ts";
import type { Application } from "./define-application.ts";

/** What a component is created from. */
export interface ComponentContext {
  readonly application: Application;
  /** The role of the process, which is `dev` or `web` where it runs everything. */
  readonly role: Role;
  /** The words of the command line, where the process was started for this component alone. */
  readonly args: readonly string[];
  /** Aborts when the process is asked to stop before it has started. */
  readonly leave: AbortSignal;
}

/** What one process runs besides the capabilities: the server of the pages, a worker or a scheduler. */
export interface Component {
  /** Called once, before anything is started. Rejects with an `AppError` when the process must not start. */
  create(context: ComponentContext): LifecyclePart | Promise<LifecyclePart>;
}

/** The components that a process can run. */
export type ComponentRole = "web" | "worker" | "scheduler";

/** How each component is loaded: only the processes that run it do so. A module exports it by the name of its role. */
export type Components = {
  readonly [R in ComponentRole]?: () => Promise<{ readonly [Name in R]: Component }>;
};
