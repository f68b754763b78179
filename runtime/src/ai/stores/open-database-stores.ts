import type { PortableColumns, PortableDb } from "../../database/index.ts";
import { createAiEngineTables } from "../engine-tables/tables.ts";
import type { AiDatabase, AiStores } from "./ai-stores.ts";
import { createDatabaseApprovals } from "./database-approvals.ts";
import { createDatabaseBudgetStore } from "./database-budgets.ts";
import { createDatabaseConversations } from "./database-conversations.ts";
import { createDatabaseResponses } from "./database-responses.ts";
import { createDatabaseUsageStore } from "./database-usage.ts";
import type { StoreContext } from "./store-context.ts";

/** Opens the stores of a database. */
export function openDatabaseStores({ portable, columns }: AiDatabase): AiStores {
  // A database of the runtime has both; its type leaves them open.
  const context: StoreContext = {
    db: portable as PortableDb,
    tables: createAiEngineTables(columns as PortableColumns),
  };
  return {
    conversations: createDatabaseConversations(context),
    approvals: createDatabaseApprovals(context),
    budgets: createDatabaseBudgetStore(context),
    usage: createDatabaseUsageStore(context),
    responses: createDatabaseResponses(context),
  };
}
