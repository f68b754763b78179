import type { CommandEntry } from "@aegis-stack/runtime/commands";

/** Every command, in the order that `--help` shows. */
export const commands: CommandEntry[] = [];

// #region aegis:auth|cache&redis|mail|scheduler|worker
/** A command that operates the application: `my-app ops queues`. */
const operate = (name: string, summary: string, load: CommandEntry["load"]) =>
  commands.push({ name, summary, group: "ops", load });

operate("audit", "Show the audit log", () => import("./audit.ts")); // aegis:auth
operate("cache", "Clear the cache", () => import("./cache.ts")); // aegis:cache&redis
operate("jobs", "List, run, pause and resume jobs", () => import("./jobs.ts")); // aegis:scheduler
operate("load-test", "Measure the throughput of the workers", () => import("./load-test.ts")); // aegis:worker
operate("mail", "Show the outbox, send a test message", () => import("./mail.ts")); // aegis:mail
operate("queues", "List, pause, resume and drain queues", () => import("./queues.ts")); // aegis:worker
operate("tasks", "List, enqueue, retry and discard tasks", () => import("./tasks.ts")); // aegis:worker
operate("users", "Manage accounts, their roles and sessions", () => import("./users.ts")); // aegis:auth
operate("workers", "Show the workers", () => import("./workers.ts")); // aegis:worker
// #endregion aegis:auth|cache&redis|mail|scheduler|worker

const offer = (name: string, summary: string, load: CommandEntry["load"]) =>
  commands.push({ name, summary, load });

offer("db", "Manage the database", () => import("./db.ts")); // aegis:database
offer("health", "Ask the running server how it is", () => import("./health.ts"));
offer("routes", "List the routes of the API", () => import("./routes.ts"));
offer("settings", "Show the settings", () => import("./settings.ts"));
offer("version", "Show the versions of the application and of Node", () => import("./version.ts"));
