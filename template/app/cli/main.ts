import { runCommands } from "@aegis-stack/runtime/commands";
import { APP_NAME, APP_VERSION, ROOT } from "#app/core/constants.ts";
import { settings } from "#app/core/settings.ts";
import { commands } from "./commands.ts";

process.exitCode = await runCommands(process.argv.slice(2), {
  name: APP_NAME,
  version: APP_VERSION,
  folder: ROOT,
  settings,
  commands,
  application: () => import("#app/application.ts"),
  server: () => import("#app/components/backend/server.ts"),
  auth: () => import("#app/services/auth/index.ts"), // aegis:auth
});
