import type { CommandEntry } from "@aegis-stack/runtime/commands";

/** The application's own commands, in the order that `--help` shows. Components and the runtime bring the others. */
export const commands: CommandEntry[] = [];

const offer = (name: string, summary: string, load: CommandEntry["load"]) =>
  commands.push({ name, summary, load });

offer("overview", "Show what the application is made of", () => import("./overview.ts"));
