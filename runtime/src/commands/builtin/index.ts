import type { CommandEntry } from "../command.ts";
import type { LocalServer } from "../server/local-server.ts";
import type { ServerModule } from "./routes.ts";

/** What the commands are created from. */
export interface BuiltinCommandsOptions {
  /** The application's folder, absolute. */
  readonly folder: string;
  /** What `defineSettings` returned. */
  readonly settings: object;
  readonly server: () => Promise<ServerModule>;
}

/** The commands that every application has. */
export const createBuiltinCommands = (
  { folder, settings, server: loadServer }: BuiltinCommandsOptions,
  server: LocalServer,
): readonly CommandEntry[] => [
  {
    name: "docs",
    summary: "Show the guides of what is installed",
    load: async ({ name }) => (await import("./docs.ts")).createDocsCommand({ name, folder }),
  },
  {
    name: "health",
    summary: "Show the health of the running server",
    load: async () => (await import("./health.ts")).createHealthCommand(server),
  },
  {
    name: "routes",
    summary: "List the routes of the API",
    load: async () => (await import("./routes.ts")).createRoutesCommand(loadServer),
  },
  {
    name: "settings",
    summary: "Show the settings",
    load: async () => (await import("./settings.ts")).createSettingsCommand(settings),
  },
  {
    name: "version",
    summary: "Show the versions of the application and of Node",
    load: async (context) => (await import("./version.ts")).createVersionCommand(context),
  },
];
