import { defineWeb } from "@aegis-stack/runtime/frontend";
import { createPageContext } from "#app/components/frontend/serve/create-context.ts";
import { operators } from "#app/core/operators.ts";
import { settings } from "#app/core/settings.ts";

/** API and pages in one server: pages from source in development, from the build in production. */
export const web = defineWeb({
  createServer: async () => (await import("#app/components/backend/server.ts")).createServer(),
  createContext: createPageContext,
  settings,
  token: operators.token, // aegis:auth
});
