import type { FastifyPluginAsync } from "fastify";
import type { CommandEntry } from "../commands/index.ts";
import type { HealthGroup } from "../health/index.ts";

/**
 * What the runtime offers a component or a service to an application through. An application lists its capabilities once;
 * from that list come the lifecycle of each process, the health tree, operating routes, commands and dashboard pages.
 */
export interface Capability {
  readonly capability: CapabilityParts;
}

/** A process that a capability needs besides the one that answers requests. */
export interface CapabilityRunner {
  readonly role: "worker" | "scheduler";
  /** What does not happen while no process of this role runs: "no job is started". */
  readonly consequence: string;
  /** Whether one is running, as far as the capability can tell. */
  isAlive(): Promise<boolean>;
  /**
   * Given where no other process could do it, since the capability lives in the memory of one process: whether the process
   * that answers requests does it too.
   */
  readonly isWithinWeb?: boolean;
}

/** What routes for operators are created with. */
export interface OperatorRoutesContext {
  /** Aborts when the process stops: a response that does not end by itself has to end then. */
  readonly draining: AbortSignal;
}

/** What one capability brings. */
export interface CapabilityParts {
  /** Unique in an application: "database". */
  readonly name: string;
  /** Where it stands in the health tree. */
  readonly group: "component" | "service";
  /** A few words for `my-app ops` and the dashboard. */
  readonly summary: string;
  /** The capabilities that must be running before this one starts. */
  readonly uses?: readonly Capability[];
  /** Resolves when it can be used; rejects with an `AppError` when the process must not start. */
  start?(): Promise<void>;
  /** Finishes the work in progress until `deadline` aborts, then releases what it holds. */
  stop?(deadline: AbortSignal): Promise<void>;
  /** Sentences for the banner of the server: what may surprise a developer who has just started it. */
  notes?(): readonly string[];
  /** The process that it needs besides the one that answers requests. */
  readonly runner?: CapabilityRunner;
  /** Its node of the health tree. */
  readonly health?: HealthGroup;
  /**
   * The routes for operators, which the server mounts below `/overseer/api`. Every request to them is authorized before. They are
   * loaded by the process that serves them.
   */
  routes?(context: OperatorRoutesContext): Promise<FastifyPluginAsync>;
  /** The commands for operators. Each is loaded when it is run. */
  readonly commands?: readonly CommandEntry[];
  /**
   * What the pages that it has in Overseer read and do, by the name of the page. `OverseerPages` of `/overseer` lists the pages
   * and declares what each needs.
   */
  readonly overseer?: Readonly<Record<string, object>>;
  /** Folders that it writes to, for the disk check. `name` completes "the volume of the": "mail outbox". */
  readonly folders?: readonly { readonly name: string; readonly path: string }[];
}
