import type { Command } from "commander";

/** What a command's module offers: options and what to do, on the command that was made for it. */
export interface CommandModule {
  configure(command: Command): void;
  /** Whether each of its commands changes something, by the command's name. What does is kept in the audit log, where there is one. */
  mutates: Readonly<Record<string, boolean>>;
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

offer("audit", "Look at what operators have done", () => import("./audit.ts")); // aegis:auth
offer("cache", "Forget what the cache keeps", () => import("./cache.ts")); // aegis:cache&redis
offer("db", "Look after the database", () => import("./db.ts")); // aegis:database
offer("health", "Ask the running server how it is", () => import("./health.ts"));
offer("jobs", "Look at jobs, run, pause and resume them", () => import("./jobs.ts")); // aegis:scheduler
offer("load-test", "Measure how many tasks the workers can take", () => import("./load-test.ts")); // aegis:worker
offer("mail", "Look into the outbox, send a test message", () => import("./mail.ts")); // aegis:mail
offer("queues", "Look at queues, pause, resume and drain them", () => import("./queues.ts")); // aegis:worker
offer("routes", "List the routes of the API", () => import("./routes.ts"));
offer("settings", "Look at the settings", () => import("./settings.ts"));
offer("tasks", "Look at tasks, enqueue, retry and discard them", () => import("./tasks.ts")); // aegis:worker
offer("users", "Look after accounts, their roles and sessions", () => import("./users.ts")); // aegis:auth
offer("version", "Tell the versions of the application and of Node", () => import("./version.ts"));
offer("workers", "Look at those that run the tasks", () => import("./workers.ts")); // aegis:worker
