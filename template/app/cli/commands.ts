import type { CommandEntry } from "@aegis-stack/runtime/commands";

/** The application's own commands, in the order that `--help` shows. Components and the runtime bring the others. */
export const commands: CommandEntry[] = [];

// #region aegis:auth
/** A command that operates the application: `my-app ops users`. */
const operate = (name: string, summary: string, load: CommandEntry["load"]) =>
  commands.push({ name, summary, group: "ops", load });

operate("audit", "Show the audit log", () => import("./audit.ts"));
operate("users", "Manage accounts, their roles and sessions", () => import("./users.ts"));
// #endregion aegis:auth

const offer = (name: string, summary: string, load: CommandEntry["load"]) =>
  commands.push({ name, summary, load });

offer("overview", "Show what the application is made of", () => import("./overview.ts"));
