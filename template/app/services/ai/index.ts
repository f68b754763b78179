import { type Ai, createAi, listProviders } from "@aegis-stack/runtime/ai";
import { createRag } from "@aegis-stack/runtime/ai/rag";
import { API_PREFIX, APP_NAME, APP_VERSION, DATA_DIRECTORY } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts";
import { log } from "#app/core/log.ts";
import { queue } from "#app/core/queue.ts";
import { settings } from "#app/core/settings.ts";
import { auth } from "#app/services/auth/index.ts";
import { organisations } from "#app/services/auth/organisations/index.ts";
import { overviewTool } from "#app/services/overview/overview-tool.ts";
import { systemReportTool } from "#app/services/system/system-report/system-report-tool.ts";
import { instructions } from "./instructions.ts";
import { writeResponse } from "./write-response.ts";

// #region aegis:ai=rag
/** The documents that models search and cite. */
export const documents = createRag({
  database,
  settings,
  ai: () => ai,
  organisationsOf: (user) => organisations.list(user), // aegis:auth=org
  documentLink: (id) => `/documents/${id}`,
});

// #endregion
/** The models of this application: chat, tools, budgets and usage. */
export const ai: Ai = createAi({
  settings,
  name: APP_NAME,
  version: APP_VERSION,
  path: `${API_PREFIX}/ai`,
  dataDirectory: DATA_DIRECTORY,
  log,
  database, // aegis:database
  auth, // aegis:auth
  background: { enqueue: (response) => queue.enqueue(writeResponse, response) }, // aegis:worker&database
  // Those whose settings are listed in app/core/settings.ts.
  providers: listProviders(settings),
  instructions,
  documents, // aegis:ai=rag
  tools: [
    // What models may ask the application to do, one line for each; each is declared beside the service that it calls.
    overviewTool,
    systemReportTool, // aegis:worker
  ],
  // What models cost, beside the prices that the runtime brings; without one a request counts tokens alone.
  prices: [],
});
