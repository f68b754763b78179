import { createDocumentsPage } from "@aegis-stack/runtime/ai/rag/documents-page";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { APP_NAME } from "#app/core/constants.ts";
import { ai, documents } from "#app/services/ai/index.ts";

/** What the page shows, and what its forms do. */
export const { loader, action } = createDocumentsPage({
  ai,
  documents,
  name: APP_NAME,
  context: pageContext,
});
