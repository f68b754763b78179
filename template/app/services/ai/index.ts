import { createAi, listProviders } from "@aegis-stack/runtime/ai";
import { API_PREFIX, APP_NAME, APP_VERSION, DATA_DIRECTORY } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts";
import { log } from "#app/core/log.ts";
import { settings } from "#app/core/settings.ts";
import { auth } from "#app/services/auth/index.ts";
import { overviewTool } from "#app/services/overview/overview-tool.ts";
import { systemReportTool } from "#app/services/system/system-report/system-report-tool.ts";
import { instructions } from "./instructions.ts";

/** The models of this application: chat, tools, budgets and usage. */
export const ai = createAi({
  settings,
  name: APP_NAME,
  version: APP_VERSION,
  path: `${API_PREFIX}/ai`,
  dataDirectory: DATA_DIRECTORY,
  log,
  database, // aegis:database
  auth, // aegis:auth
  // Those whose settings are listed in app/core/settings.ts.
  providers: listProviders(settings),
  instructions,
  tools: [
    // What models may ask the application to do, one line for each; each is declared beside the service that it calls.
    overviewTool,
    systemReportTool, // aegis:worker
  ],
  // What models cost, beside the prices that the runtime brings; without one a request counts tokens alone.
  prices: [],
});
