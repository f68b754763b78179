import { createFreshPostgres, createFreshSqlite } from "../../database/fresh-database.fixture.ts";
import { hasPostgres } from "../../postgres/test-server.fixture.ts";
import { createMemoryResponses } from "../background/memory-responses.ts";
import { createMemoryBudgetStore } from "../budget/budget-store.ts";
import { createMemoryConversations } from "../conversations/memory-conversations.ts";
import { aiTables } from "../engine-tables/index.ts";
import { createMemoryApprovals } from "../tools/approvals.ts";
import { createMemoryUsageStore } from "../usage/usage-store.ts";
import type { AiStores } from "./ai-stores.ts";
import { createDatabaseStores } from "./create-database-stores.ts";

const isPostgresThere = await hasPostgres();

/** The databases that stores are tested on, each without rows for one test. */
export const DATABASES = [
  { engine: "SQLite", isThere: true, createFresh: () => createFreshSqlite([], [aiTables]) },
  { engine: "PostgreSQL", isThere: isPostgresThere, createFresh: () => createFreshPostgres([], [aiTables]) },
].filter(({ isThere }) => isThere);

const createMemoryStores = async (): Promise<AiStores> => ({
  conversations: createMemoryConversations(),
  approvals: createMemoryApprovals(),
  budgets: createMemoryBudgetStore(),
  usage: createMemoryUsageStore(),
  responses: createMemoryResponses(),
});

/** Everything that stores can be, each with a function that makes empty ones for the calling test. */
export const STORES: readonly { readonly name: string; open(): Promise<AiStores> }[] = [
  { name: "memory", open: createMemoryStores },
  ...DATABASES.map(({ engine, createFresh }) => ({
    name: engine,
    open: async () => createDatabaseStores(await createFresh()),
  })),
];
