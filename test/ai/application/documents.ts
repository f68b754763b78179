import { pino } from "pino";
import { ragTables } from "../../../runtime/src/ai/rag/engine-tables/index.ts";
import { createRag, type Rag, type RagModels } from "../../../runtime/src/ai/rag/index.ts";
import { createDatabase } from "../../../runtime/src/database/sqlite/index.ts";

/** Documents in a database that is there and has their tables. */
export function createGuideDocuments(url: string, ai: () => RagModels): Rag {
  const database = createDatabase({
    name: "my-app",
    root: import.meta.dirname,
    log: pino({ level: "silent" }),
    migrations: new URL("./migrations", import.meta.url),
    engineTables: [ragTables],
    settings: { NODE_ENV: "test", DATABASE_URL: url, BACKUPS_FOLDER: "backups", BACKUPS_KEPT: 1 },
  });
  return createRag({ database, settings: { AI_EMBEDDING_MODEL: undefined }, ai });
}
