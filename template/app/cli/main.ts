import { runCommands } from "@aegis-stack/runtime/commands";
import { APP_NAME, APP_VERSION } from "#app/core/constants.ts";
import { auditCommand } from "./auth/command-audit.ts"; // aegis:auth
import { commands } from "./commands.ts";

// A reader such as `head` may end before everything is written.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runCommands(process.argv.slice(2), {
  name: APP_NAME,
  version: APP_VERSION,
  commands,
  audit: auditCommand, // aegis:auth
});
