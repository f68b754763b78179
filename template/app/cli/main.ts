import { runCommands } from "@aegis-stack/runtime/commands";
import { APP_NAME, APP_VERSION, ROOT } from "#app/core/constants.ts";
import { settings } from "#app/core/settings.ts";
import { auditCommand } from "./auth/command-audit.ts"; // aegis:auth
import { commandHeaders } from "./auth/command-headers.ts"; // aegis:auth
import { commands } from "./commands.ts";

process.exitCode = await runCommands(process.argv.slice(2), {
  name: APP_NAME,
  version: APP_VERSION,
  folder: ROOT,
  settings,
  commands,
  application: () => import("#app/application.ts"),
  server: () => import("#app/components/backend/server.ts"),
  audit: auditCommand, // aegis:auth
  requestHeaders: commandHeaders, // aegis:auth
});
