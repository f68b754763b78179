import { describe } from "vitest";
import { createFreshPostgres, createFreshSqlite } from "../../database/fresh-database.fixture.ts";
import { hasPostgres } from "../../postgres/test-server.fixture.ts";
import { createFreshAi, type FreshAiOptions } from "../fresh-ai.fixture.ts";
import { ragTables } from "./engine-tables/index.ts";
import { createRag, type RagOptions } from "./index.ts";

type FreshDatabase = () => Promise<
  Awaited<ReturnType<typeof createFreshSqlite>> | Awaited<ReturnType<typeof createFreshPostgres>>
>;

export interface FreshRagOptions extends Partial<Omit<RagOptions, "ai" | "database">> {
  /** The models, with the documents. */
  readonly ai?: FreshAiOptions;
}

const isPostgresThere = await hasPostgres();

/** Documents in a database without rows, with the development models of an application named "shop". */
export async function createFreshRag(
  createDatabase: FreshDatabase,
  { ai: given, ...options }: FreshRagOptions = {},
) {
  const database = await createDatabase();
  const rag = createRag({
    database,
    settings: { AI_EMBEDDING_MODEL: undefined },
    ai: () => ai,
    ...options,
  });
  const ai: ReturnType<typeof createFreshAi> = createFreshAi({
    ...given,
    documents: rag,
  });
  return { database, ai, ...rag };
}

/** Describes what holds on each database. */
export function describeOnEachDatabase(
  define: (freshRag: (options?: FreshRagOptions) => ReturnType<typeof createFreshRag>) => void,
): void {
  describe("on SQLite", () =>
    define((options) => createFreshRag(() => createFreshSqlite([], [ragTables]), options)));
  describe.skipIf(!isPostgresThere)("on PostgreSQL", () =>
    define((options) => createFreshRag(() => createFreshPostgres([], [ragTables]), options)),
  );
}
