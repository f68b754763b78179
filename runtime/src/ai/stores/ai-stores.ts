import type { EngineTables } from "../../database/engine-tables/index.ts";
import type { ResponseStore } from "../background/response-store.ts";
import type { BudgetStore } from "../budget/budget-store.ts";
import type { ConversationStore } from "../conversations/conversation-store.ts";
import type { ApprovalStore } from "../tools/approvals.ts";
import type { UsageStore } from "../usage/usage-store.ts";

/** Where everything is kept that outlives a request. */
export interface AiStores {
  readonly conversations: ConversationStore;
  readonly approvals: ApprovalStore;
  readonly budgets: BudgetStore;
  readonly usage: UsageStore;
  /** The answers that workers write; in the database it needs the conversations of the same database. */
  readonly responses: ResponseStore;
}

/**
 * The application's database, with `aiTables` among its engine tables. The types of its queries are not part of it, so that an application
 * without a database needs no library for them.
 */
export interface AiDatabase {
  readonly portable: object;
  readonly columns: object;
  readonly engineTables: readonly EngineTables[];
}
