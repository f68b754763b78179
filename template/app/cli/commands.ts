import type { Command } from "commander";

/** What a command's module offers: options and what to do, on the command that was made for it. */
export interface CommandModule {
  configure(command: Command): void;
  /**
   * Whether each of its commands changes something, by the command's name. What does is kept in the audit log, where
   * there is one. A command that is not listed counts as one that does.
   */
  mutates?: Readonly<Record<string, boolean>>;
}

export interface CommandEntry {
  name: string;
  summary: string;
  /** Imports the command. Only the one that is asked for is. */
  load(): Promise<CommandModule>;
}

/** Every command, in the order that `--help` shows. */
export const commands: CommandEntry[] = [];

const offer = (name: string, summary: string, load: CommandEntry["load"]) =>
  commands.push({ name, summary, load });

offer("audit", "Show the audit log", () => import("./audit.ts")); // aegis:auth
offer("cache", "Clear the cache", () => import("./cache.ts")); // aegis:cache&redis
offer("db", "Manage the database", () => import("./db.ts")); // aegis:database
offer("health", "Ask the running server how it is", () => import("./health.ts"));
offer("jobs", "List, run, pause and resume jobs", () => import("./jobs.ts")); // aegis:scheduler
offer("load-test", "Measure the throughput of the workers", () => import("./load-test.ts")); // aegis:worker
offer("mail", "Show the outbox, send a test message", () => import("./mail.ts")); // aegis:mail
offer("queues", "List, pause, resume and drain queues", () => import("./queues.ts")); // aegis:worker
offer("routes", "List the routes of the API", () => import("./routes.ts"));
offer("settings", "Show the settings", () => import("./settings.ts"));
offer("tasks", "List, enqueue, retry and discard tasks", () => import("./tasks.ts")); // aegis:worker
offer("users", "Manage accounts, their roles and sessions", () => import("./users.ts")); // aegis:auth
offer("version", "Show the versions of the application and of Node", () => import("./version.ts"));
offer("workers", "Show the workers", () => import("./workers.ts")); // aegis:worker
